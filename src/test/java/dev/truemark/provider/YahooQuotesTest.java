package dev.truemark.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.provider.MarketDataProvider.Answer;
import dev.truemark.provider.MarketDataProvider.LeftOut;
import dev.truemark.provider.MarketDataProvider.Quoted;
import dev.truemark.provider.MarketDataProvider.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YahooQuotesTest {
    /** 2024-07-19T20:00:01Z, one second after New York closed. */
    private static final long CLOSED = 1_721_419_201L;

    private static final Instant NOW = Instant.parse("2024-07-19T21:30:00Z");

    @Test
    void aQuoteIsReadAsOfItsOwnTime() {
        String answer = Answers.quotes(Answers.quote("AAPL", "224.31", "USD", CLOSED));

        assertThat(read(answer, "AAPL").told())
                .containsExactly(new Quoted(
                        "AAPL",
                        new BigDecimal("224.31"),
                        "USD",
                        Instant.parse("2024-07-19T20:00:01Z"),
                        Optional.of(new BigDecimal("151165090"))));
    }

    @ParameterizedTest(name = "{0} {1} is {2} {3}")
    @CsvSource(delimiter = '|', textBlock = """
            GBp | 72.5    | 0.725    | GBP
            GBX | 1       | 0.01     | GBP
            ZAc | 281050  | 2810.5   | ZAR
            ILA | 3521    | 35.21    | ILS
            GBP | 72.5    | 72.5     | GBP
            JPY | 2890    | 2890     | JPY
            """)
    void aHundredthOfACurrencyBecomesTheCurrency(String told, String price, String amount, String currency) {
        Quoted quoted = read(Answers.quotes(Answers.quote("X", price, told, CLOSED)), "X")
                .told()
                .getFirst();

        assertThat(quoted.price()).isEqualByComparingTo(amount);
        assertThat(quoted.currency()).isEqualTo(currency);
    }

    /** The float nearest to 182.64 is 182.63999938964844 and the one nearest to 0.1 is 0.100000001490116119384765625. */
    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "182.63999938964844, 182.64",
        "0.100000001490116119384765625, 0.1",
        "182.64, 182.64",
        "182.6399993896484, 182.6399993896484",
        "0.1234567891234, 0.1234567891234",
        "613450.0, 613450",
        "16777217, 16777217"
    })
    void aFloatThatWasPrintedAsADoubleIsThePriceThatWasPutIn(String told, String price) {
        assertThat(YahooFields.price(Answers.json(told)).orElseThrow()).isEqualByComparingTo(price);
    }

    @ParameterizedTest(name = "{0} becomes {1}: {2}")
    @CsvSource(delimiter = '|', textBlock = """
            "regularMarketPrice":224.31    |                                    | NO_PRICE
            "regularMarketPrice":224.31    | "regularMarketPrice":null          | NO_PRICE
            "regularMarketPrice":224.31    | "regularMarketPrice":0             | NO_PRICE
            "regularMarketPrice":224.31    | "regularMarketPrice":-37.63        | NO_PRICE
            "regularMarketPrice":224.31    | "regularMarketPrice":"224.31"      | NO_PRICE
            "regularMarketPrice":224.31    | "regularMarketPrice":1e99          | NO_PRICE
            "regularMarketTime":1721419201 |                                    | NO_TIME
            "regularMarketTime":1721419201 | "regularMarketTime":0              | NO_TIME
            "regularMarketTime":1721419201 | "regularMarketTime":1721419201.5   | NO_TIME
            "regularMarketTime":1721419201 | "regularMarketTime":"yesterday"    | NO_TIME
            "regularMarketTime":1721419201 | "regularMarketTime":1721424661     | FUTURE
            "regularMarketTime":1721419201 | "regularMarketTime":1720819799     | OLD
            "currency":"USD"               |                                    | NO_CURRENCY
            "currency":"USD"               | "currency":""                      | NO_CURRENCY
            "currency":"USD"               | "currency":"usd"                   | NO_CURRENCY
            "currency":"USD"               | "currency":"QQQ"                   | NO_CURRENCY
            """)
    void aQuoteWithoutWhatMakesItAPriceIsLeftOut(String given, String changed, Reason reason) {
        String instead = changed == null ? "\"x\":1" : changed;
        String answer = Answers.quotes(Answers.quote("AAPL", "224.31", "USD", CLOSED));
        assertThat(answer).contains(given);

        Answer<Quoted> read = read(answer.replace(given, instead), "AAPL");

        assertThat(read.told()).isEmpty();
        assertThat(read.leftOut()).containsExactly(new LeftOut("AAPL", reason));
    }

    @Test
    void oneBadQuoteSpoilsNoOther() {
        String answer = Answers.quotes(
                Answers.quote("BAD", "null", "USD", CLOSED),
                Answers.quote("MSFT", "437.11", "USD", CLOSED),
                Answers.quote("UNASKED", "1", "USD", CLOSED));

        Answer<Quoted> read = read(answer, "BAD", "MSFT", "GONE");

        assertThat(read.told()).extracting(Quoted::symbol).containsExactly("MSFT");
        assertThat(read.leftOut())
                .containsExactly(new LeftOut("BAD", Reason.NO_PRICE), new LeftOut("GONE", Reason.UNKNOWN_SYMBOL));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{}", "{\"quoteResponse\":{}}", "{\"quoteResponse\":{\"result\":null}}", "{\"chart\":{}}"})
    void whatIsNoAnswerIsNotReadAsOneWithoutQuotes(String answer) {
        assertThatThrownBy(() -> read(answer, "AAPL")).isInstanceOf(ProviderFailure.Unreadable.class);
    }

    private static Answer<Quoted> read(String answer, String... asked) {
        return YahooQuotes.read(Answers.json(answer), List.of(asked), NOW);
    }
}
