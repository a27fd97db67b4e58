package dev.truemark.platform.json;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import dev.truemark.platform.problem.RefusedValue;
import java.io.IOException;
import java.math.BigDecimal;

/**
 * Reads a rate, a return or a weight, which comes out of a calculation and may have more decimals than an amount: with
 * {@code @JsonDeserialize(using = StatisticReader.class)} on a component, up to {@value #MAX_FRACTION_DIGITS} are taken.
 */
public final class StatisticReader extends StdScalarDeserializer<BigDecimal> {
    private static final int MAX_CHARS = 64;
    private static final int MAX_FRACTION_DIGITS = 60;

    public StatisticReader() {
        super(BigDecimal.class);
    }

    @Override
    public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            context.reportWrongTokenException(BigDecimal.class, JsonToken.VALUE_NUMBER_FLOAT, "a number");
        }
        String text = parser.getText();
        if (text.length() > MAX_CHARS) throw refused(parser, "NUMBER_TOO_LONG", "64 characters at most");
        try {
            BigDecimal value = new BigDecimal(text);
            if (value.signum() == 0) return BigDecimal.ZERO;
            if ((long) value.precision() - value.scale() > DecimalText.MAX_INTEGER_DIGITS) {
                throw refused(parser, "NUMBER_TOO_LARGE", "20 digits before the point at most");
            }
            if (value.stripTrailingZeros().scale() > MAX_FRACTION_DIGITS) {
                throw refused(parser, "TOO_MANY_DECIMALS", MAX_FRACTION_DIGITS + " digits after the point at most");
            }
            return value;
        } catch (NumberFormatException e) {
            throw refused(parser, "NOT_A_NUMBER", "decimal digits");
        }
    }

    private static RefusedValue refused(JsonParser parser, String code, String expected) {
        return new RefusedValue(parser, BigDecimal.class, code, "The value must be a number of " + expected + ".");
    }
}
