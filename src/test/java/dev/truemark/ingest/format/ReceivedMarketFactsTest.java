package dev.truemark.ingest.format;

import static dev.truemark.ingest.format.Told.READING;
import static dev.truemark.ingest.format.Told.errors;
import static dev.truemark.ingest.format.Told.json;
import static dev.truemark.ingest.format.Told.value;
import static dev.truemark.ingest.format.Told.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Policy;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedMarketFactsTest {
    private static final String PRICE =
            "{'security_id':'SEC_AAPL','price_date':'2025-07-20','price':'150.5','currency':'USD'}";
    private static final String RATE =
            "{'from_currency':'EUR','to_currency':'USD','rate_date':'2025-07-20','rate':1.1}";

    @Test
    void anInstrumentIsReadInTheSpellingOfTheContract() {
        ReceivedInstrument apple = value(ReceivedInstrument.parse(json("""
                {'securityId':'SEC_AAPL','name':'Apple Inc.','isin':'US0378331005','instrumentCurrency':'USD','productType':'Equity',
                 'bond':{'coupon_rate':'0.05'}}"""), READING));

        assertThat(apple)
                .isEqualTo(new ReceivedInstrument(
                        "SEC_AAPL",
                        null,
                        "Apple Inc.",
                        "US0378331005",
                        "USD",
                        "Equity",
                        null,
                        null,
                        null,
                        "{\"bond\":{\"coupon_rate\":\"0.05\"}}"));
    }

    @ParameterizedTest(name = "an instrument {0} is refused: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'symbol':'AAPL'}                                   | security_id REQUIRED
        {'security_id':'S','isin':'US037833100'}            | isin WRONG_FORMAT
        {'security_id':'S','instrument_currency':'ZZZ'}     | instrument_currency UNKNOWN_CURRENCY
        {'security_id':'S','bond':[]}                       | bond WRONG_TYPE
        {'security_id':'S','constituents':'many'}           | constituents WRONG_TYPE
        {'security_id':'S','bond':{'a':'\\u0000'}}          | bond INVALID_CHARACTERS
        {'security_id':'S','constituents':[1]}              | constituents[0] WRONG_TYPE
        {'security_id':'S','constituents':[{'weight':1}]}   | constituents[0].security_id REQUIRED
        {'security_id':'S','constituents':[{'security_id':'A'}]} | constituents[0].weight REQUIRED
        {'security_id':'S','constituents':[{'security_id':'A','weight':'half'}]} | constituents[0].weight NOT_A_NUMBER
        {'security_id':'S','constituents':[{'security_id':'A','weight':0}]} | constituents[0] NOT_POSITIVE
        {'security_id':'S','constituents':[{'security_id':'S','weight':1}]} | constituents[0] ITSELF
        {'security_id':'S','constituents':[{'security_id':'A','weight':0.1},{'securityId':'A','weight':0.1}]} | constituents[1] DUPLICATE
        {'security_id':'S','constituents':[{'security_id':'A','weight':0.6},{'security_id':'B','weight':0.41}]} | constituents SUM_TOO_LARGE
        """)
    void refusesAnInstrument(String told, String expected) {
        assertThat(errors(ReceivedInstrument.parse(json(told.replace("\\\\", "\\")), READING)))
                .containsExactly(expected);
    }

    @Test
    void aBenchmarkIsASeriesOrABlend() {
        ReceivedBenchmark levels = value(ReceivedBenchmark.parse(
                json(
                        "{'benchmarkId':'B','currency':'USD','levels':[{'date':'2025-07-18','level':'100.50'},{'date':'2025-07-21','value':101}]}"),
                READING));
        ReceivedBenchmark row = value(
                ReceivedBenchmark.parse(json("{'benchmark_id':'B','date':'2025-07-18','return':'-0.01'}"), READING));
        ReceivedBenchmark blend = value(ReceivedBenchmark.parse(
                json(
                        "{'benchmark_id':'B','blend':[{'security_id':'S','weight':'0.6'},{'securityId':'T','weight':0.4}],'rebalancing':'monthly'}"),
                READING));

        assertThat(levels.kind()).isEqualTo(ReceivedBenchmark.Kind.LEVELS);
        assertThat(levels.points())
                .containsExactly(
                        new ReceivedBenchmark.Point(LocalDate.of(2025, 7, 18), new BigDecimal("100.5")),
                        new ReceivedBenchmark.Point(LocalDate.of(2025, 7, 21), new BigDecimal("101")));
        assertThat(row.points())
                .containsExactly(new ReceivedBenchmark.Point(LocalDate.of(2025, 7, 18), new BigDecimal("-0.01")));
        assertThat(blend.blend())
                .containsExactly(
                        new ReceivedBenchmark.Share("S", new BigDecimal("0.6")),
                        new ReceivedBenchmark.Share("T", new BigDecimal("0.4")));
        assertThat(blend.rebalancing()).isEqualTo(ReceivedBenchmark.Rebalancing.MONTHLY);
    }

    @ParameterizedTest(name = "a benchmark {0} is refused: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'levels':[]}                                                                     | benchmark_id REQUIRED
        {'benchmark_id':'B'}                                                              | levels REQUIRED
        {'benchmark_id':'B','levels':[],'blend':[]}                                       | levels AMBIGUOUS
        {'benchmark_id':'B','levels':{}}                                                  | levels WRONG_TYPE
        {'benchmark_id':'B','levels':[{'date':'2025-07-18','level':0}]}                   | levels[0].level NOT_POSITIVE
        {'benchmark_id':'B','levels':[{'level':1}]}                                       | levels[0].date REQUIRED
        {'benchmark_id':'B','levels':[1]}                                                 | levels[0]. WRONG_TYPE
        {'benchmark_id':'B','levels':[{'date':'2025-07-18','level':1},{'date':'2025-07-18','level':2}]} | levels[1].date DUPLICATE
        {'benchmark_id':'B','returns':[{'date':'2025-07-18','return':'-1.1'}]}            | returns[0].return TOO_SMALL
        {'benchmark_id':'B','returns':[{'date':'2025-08-18','return':'0.1'}]}             | returns[0].date FUTURE_DATE
        {'benchmark_id':'B','blend':[{'security_id':'S','weight':'0.9'}]}                 | blend WEIGHTS_NOT_ONE
        {'benchmark_id':'B','blend':[{'weight':'1'}]}                                     | blend[0].security_id REQUIRED
        {'benchmark_id':'B','blend':[{'security_id':'S','weight':1}],'rebalancing':'now'} | rebalancing UNKNOWN_VALUE
        """)
    void refusesABenchmark(String told, String expected) {
        assertThat(errors(ReceivedBenchmark.parse(json(told), READING))).containsExactly(expected);
    }

    @Test
    void aPriceHasADateOrATime() {
        ReceivedPrice dated = value(ReceivedPrice.parse(json(PRICE), READING));
        ReceivedPrice timed = value(ReceivedPrice.parse(
                with(
                        PRICE,
                        "{'price_date':null,'priceTime':'2025-07-20T16:00:00-04:00','symbol':'AAPL','source':'feed'}"),
                READING));

        assertThat(dated.when()).isEqualTo(new When(LocalDate.of(2025, 7, 20), null));
        assertThat(dated.recordKey()).isEqualTo("SEC_AAPL");
        assertThat(dated.source()).isEqualTo("api");
        assertThat(timed.when().time()).isEqualTo(Instant.parse("2025-07-20T20:00:00Z"));
        assertThat(timed.source()).isEqualTo("feed");
    }

    @ParameterizedTest(name = "a price with {0} is refused: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'security_id':null}                | security_id REQUIRED
        {'price':null}                      | price REQUIRED
        {'price':-1}                        | price NEGATIVE
        {'price':'Infinity'}                | price NUMBER_NOT_FINITE
        {'currency':null}                   | currency REQUIRED
        {'price_date':null}                 | price_date REQUIRED
        {'price_time':'soon'}               | price_time WRONG_FORMAT
        {'price_date':'2025-08-03'}         | price_date FUTURE_DATE
        {'volume':-1}                       | volume NEGATIVE
        """)
    void refusesAPrice(String change, String expected) {
        assertThat(errors(ReceivedPrice.parse(with(PRICE, change), READING))).containsExactly(expected);
    }

    @Test
    void aRateIsUnitsOfToPerOneFrom() {
        ReceivedRate rate = value(ReceivedRate.parse(json(RATE), READING));

        assertThat(rate.recordKey()).isEqualTo("EUR/USD");
        assertThat(rate.rate()).isEqualTo(new BigDecimal("1.1"));
    }

    @ParameterizedTest(name = "a rate with {0} is refused: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'from_currency':null}              | from_currency REQUIRED
        {'to_currency':'EUR'}               | to_currency SAME_CURRENCY
        {'rate':0}                          | rate NOT_POSITIVE
        {'rate':null}                       | rate REQUIRED
        {'rate_date':'2030-01-01'}          | rate_date FUTURE_DATE
        """)
    void refusesARate(String change, String expected) {
        assertThat(errors(ReceivedRate.parse(with(RATE, change), READING))).containsExactly(expected);
    }

    @Test
    void aPortfolioLeavesUntoldWhatItDoesNotSay() {
        ReceivedPortfolio told = value(ReceivedPortfolio.parse(
                json(
                        "{'portfolio_id':'P','base_currency':'USD','dividendTreatment':'reduce_cost','fees_in_cost':false}"),
                READING));

        assertThat(told.dividendTreatment()).isEqualTo(Policy.DividendTreatment.REDUCE_COST);
        assertThat(told.feesInCost()).isFalse();
        assertThat(told.costMethod()).isNull();
        assertThat(told.timeZone()).isNull();
    }

    @ParameterizedTest(name = "a portfolio {0} is refused: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'base_currency':'USD'}                                                     | portfolio_id REQUIRED
        {'portfolio_id':'P','time_zone':'Mars/Olympus'}                             | time_zone UNKNOWN_VALUE
        {'portfolio_id':'P','cost_method':'NIFO'}                                   | cost_method UNKNOWN_VALUE
        {'portfolio_id':'P','open_date':'2025-02-01','close_date':'2025-01-01'}     | close_date BEFORE_OPEN
        """)
    void refusesAPortfolio(String told, String expected) {
        assertThat(errors(ReceivedPortfolio.parse(json(told), READING))).containsExactly(expected);
    }

    @Test
    void anEnvelopeComesBackAsItWasSent() {
        UUID owner = UUID.fromString("00000000-0000-4000-8000-000000000001");
        Envelope sent = Envelope.of(Envelope.PRICE, owner, Told.NOW, "c", owner, json(PRICE));

        assertThat(value(Envelope.read(sent.toJson()))).isEqualTo(sent);
    }

    @Test
    void aBareRecordIsItsOwnData() {
        Envelope bare = value(Envelope.read(PRICE.replace('\'', '"')));

        assertThat(bare.eventType()).isEmpty();
        assertThat(bare.owner()).isEmpty();
        assertThat(bare.data()).isEqualTo(json(PRICE));
    }

    @ParameterizedTest(name = "the record {0} is refused: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', emptyValue = "", textBlock = """
        ``                                                          | ' WRONG_TYPE'
        {                                                           | ' MALFORMED_JSON'
        {"a":NaN}                                                   | ' MALFORMED_JSON'
        {"a":1,"a":2}                                               | ' MALFORMED_JSON'
        [1]                                                         | ' WRONG_TYPE'
        {"event_type":"x","data":{},"owner":"me"}                   | 'owner WRONG_FORMAT'
        {"event_type":"x","data":{},"schema_version":2}             | 'schema_version UNKNOWN_VERSION'
        """)
    void refusesARecord(String record, String expected) {
        assertThat(errors(Envelope.read(record))).containsExactly(expected.replace("'", ""));
    }
}
