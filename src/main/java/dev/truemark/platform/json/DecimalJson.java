package dev.truemark.platform.json;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import dev.truemark.platform.problem.RefusedValue;
import java.io.IOException;
import java.math.BigDecimal;

/** Decimals to and from JSON: written as strings, read from strings and numbers. */
final class DecimalJson {
    private DecimalJson() {}

    static SimpleModule module() {
        return new SimpleModule("truemark-decimals")
                .addSerializer(BigDecimal.class, new DecimalWriter())
                .addSerializer(Double.class, new DoubleWriter())
                .addSerializer(double.class, new DoubleWriter())
                .addDeserializer(BigDecimal.class, new DecimalReader())
                .addDeserializer(Double.class, new DoubleReader(null))
                .addDeserializer(double.class, new DoubleReader(0.0));
    }

    private static BigDecimal read(JsonParser parser, DeserializationContext context, Class<?> target)
            throws IOException {
        JsonToken token = parser.currentToken();
        if (token != JsonToken.VALUE_STRING && !token.isNumeric()) {
            context.reportWrongTokenException(target, JsonToken.VALUE_NUMBER_FLOAT, "a number");
        }
        try {
            return DecimalText.parse(parser.getText());
        } catch (RefusedDecimal e) {
            throw new RefusedValue(parser, target, e.code(), e.getMessage());
        }
    }

    private static final class DecimalWriter extends StdScalarSerializer<BigDecimal> {
        DecimalWriter() {
            super(BigDecimal.class);
        }

        @Override
        public void serialize(BigDecimal value, JsonGenerator out, SerializerProvider provider) throws IOException {
            out.writeString(DecimalText.print(value));
        }
    }

    /** A statistic; what is undefined is null, as everywhere. */
    private static final class DoubleWriter extends StdScalarSerializer<Double> {
        DoubleWriter() {
            super(Double.class);
        }

        @Override
        public void serialize(Double value, JsonGenerator out, SerializerProvider provider) throws IOException {
            if (value.isNaN() || value.isInfinite()) {
                out.writeNull();
            } else {
                out.writeString(DecimalText.print(BigDecimal.valueOf(value)));
            }
        }
    }

    private static final class DecimalReader extends StdScalarDeserializer<BigDecimal> {
        DecimalReader() {
            super(BigDecimal.class);
        }

        @Override
        public BigDecimal deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return read(parser, context, BigDecimal.class);
        }
    }

    private static final class DoubleReader extends StdScalarDeserializer<Double> {
        private final Double forNull;

        DoubleReader(Double forNull) {
            super(Double.class);
            this.forNull = forNull;
        }

        @Override
        public Double deserialize(JsonParser parser, DeserializationContext context) throws IOException {
            return read(parser, context, Double.class).doubleValue();
        }

        @Override
        public Double getNullValue(DeserializationContext context) throws RefusedValue {
            if (forNull != null) {
                throw new RefusedValue(context.getParser(), Double.class, "REQUIRED", "A number is needed here.");
            }
            return null;
        }
    }
}
