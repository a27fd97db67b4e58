package dev.truemark.platform.json;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class JsonRulesTest {
    private final ObjectMapper json = JsonRules.mapper();

    enum Side {
        BUY
    }

    record Booked(
            String securityId,
            BigDecimal costBasis,
            Double sharpeRatio,
            double trackingError,
            Instant recordedAt,
            LocalDate tradeDate,
            Duration heartbeat,
            Side side,
            List<BigDecimal> weights,
            boolean isActive,
            int count) {}

    record Amount(BigDecimal amount) {}

    record Statistic(double value, Double maybe) {}

    @Test
    void aViewLooksLikeThis() throws JsonProcessingException {
        Booked booked = new Booked(
                "SEC_AAPL",
                new BigDecimal("9000.00"),
                Double.NaN,
                0.00001,
                Instant.parse("2025-07-20T09:30:00.123456Z"),
                LocalDate.parse("2025-07-20"),
                Duration.ofSeconds(90),
                Side.BUY,
                List.of(new BigDecimal("0.50"), new BigDecimal("1E+3"), new BigDecimal("0E-8")),
                true,
                7);
        assertThat(json.writeValueAsString(booked)).isEqualTo("""
                        {"security_id":"SEC_AAPL","cost_basis":"9000","sharpe_ratio":null,"tracking_error":"0.00001",\
                        "recorded_at":"2025-07-20T09:30:00.123456Z","trade_date":"2025-07-20","heartbeat":"PT1M30S",\
                        "side":"BUY","weights":["0.5","1000","0"],"is_active":true,"count":7}""");
    }

    @Test
    void whatIsAbsentIsWrittenAsNull() throws JsonProcessingException {
        assertThat(json.writeValueAsString(new Amount(null))).isEqualTo("{\"amount\":null}");
        assertThat(json.writeValueAsString(List.of(Optional.of(BigDecimal.TEN), Optional.empty())))
                .isEqualTo("[\"10\",null]");
    }

    @ParameterizedTest(name = "{0} is read as {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    150                                       | 150
                    150.00                                    | 150
                    "150.25"                                  | 150.25
                    1e3                                       | 1000
                    "-0.000000000000000001"                   | -0.000000000000000001
                    99999999999999999999                      | 99999999999999999999
                    0e999999999                               | 0
                    null                                      | null
                    """)
    void decimalsAreReadFromNumbersAndStrings(String given, String expected) throws JsonProcessingException {
        Amount amount = json.readValue("{\"amount\":" + given + "}", Amount.class);
        assertThat(amount.amount()).isEqualTo(expected.equals("null") ? null : new BigDecimal(expected));
    }

    @ParameterizedTest(name = "{0} is refused: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
                    "NaN"                       | NaN and infinity
                    "-Infinity"                 | NaN and infinity
                    ""                          | not a decimal number
                    " 1"                        | not a decimal number
                    "12,5"                      | not a decimal number
                    "0x10"                      | not a decimal number
                    100000000000000000000       | 20 digits before the point
                    1e999999999                 | 20 digits before the point
                    "1e-19"                     | 18 digits after the point
                    1e-999999999                | 18 digits after the point
                    true                        | a number
                    [1]                         | a number
                    {}                          | a number
                    """)
    void whatIsNoDecimalIsRefused(String given, String why) {
        assertThatThrownBy(() -> json.readValue("{\"amount\":" + given + "}", Amount.class))
                .isInstanceOf(JsonMappingException.class)
                .hasMessageContaining(why);
    }

    @Test
    void aNumberOfThousandsOfDigitsIsRefusedAtOnce() {
        assertThatThrownBy(() -> DecimalText.parse("1".repeat(65)))
                .isInstanceOfSatisfying(
                        RefusedDecimal.class, e -> assertThat(e.code()).isEqualTo("NUMBER_TOO_LONG"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"amount\":1,\"amuont\":2}",
                "{\"amount\":1,\"amount\":2}",
                "{\"amount\":1}{}",
                "{\"amount\":NaN}",
                "{\"amount\":1",
                "[]",
                "\"x\""
            })
    void aBodyThatIsNotWhatItShouldBeIsRefused(String body) {
        assertThatThrownBy(() -> json.readValue(body, Amount.class)).isInstanceOf(JsonProcessingException.class);
    }

    @Test
    void aStatisticIsReadLikeADecimalAndAPrimitiveIsRequired() throws JsonProcessingException {
        assertThat(json.readValue("{\"value\":\"0.25\",\"maybe\":null}", Statistic.class))
                .isEqualTo(new Statistic(0.25, null));
        assertThatThrownBy(() -> json.readValue("{\"value\":null}", Statistic.class))
                .hasMessageContaining("A number is needed");
        assertThatThrownBy(() -> json.readValue("{\"value\":\"NaN\"}", Statistic.class))
                .hasMessageContaining("NaN and infinity");
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "\"\"", "true", "null"})
    void aWholeNumberIsNotGuessed(String given) {
        assertThatThrownBy(() -> json.readValue(
                        "{\"count\":" + given + ",\"is_active\":true,\"tracking_error\":1}", Booked.class))
                .isInstanceOf(JsonMappingException.class);
    }
}
