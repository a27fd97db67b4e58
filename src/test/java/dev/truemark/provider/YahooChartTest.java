package dev.truemark.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.provider.MarketDataProvider.Answer;
import dev.truemark.provider.MarketDataProvider.Close;
import dev.truemark.provider.MarketDataProvider.LeftOut;
import dev.truemark.provider.MarketDataProvider.Quoted;
import dev.truemark.provider.MarketDataProvider.Reason;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Days of July 2024 in New York, which opens at 13:30Z and closes at 20:00Z. */
class YahooChartTest {
    private static final long WED = Instant.parse("2024-07-17T13:30:00Z").getEpochSecond();
    private static final long THU = Instant.parse("2024-07-18T13:30:00Z").getEpochSecond();
    private static final long FRI = Instant.parse("2024-07-19T13:30:00Z").getEpochSecond();
    private static final long[] FRIDAY = {FRI, FRI + 23_400};
    private static final LocalDate LONG_AGO = LocalDate.of(2024, 1, 1);
    private static final String META = """
            "currency":"USD","symbol":"AAPL","regularMarketTime":1721419201,"regularMarketPrice":224.31,"regularMarketVolume":7,
            "gmtoffset":-14400,"timezone":"EDT","exchangeTimezoneName":"America/New_York\"""";

    @ParameterizedTest(name = "at {0} the last close is of {1}")
    @CsvSource({
        "2024-07-19T15:00:00Z, 2024-07-18",
        "2024-07-19T20:30:00Z, 2024-07-18",
        "2024-07-20T03:59:59Z, 2024-07-18",
        "2024-07-20T04:00:00Z, 2024-07-19"
    })
    void aDayIsToldOnceItIsOverAtTheExchange(Instant now, LocalDate last) {
        assertThat(closes(chart(META, "228.88,224.18,224.31", ""), now)
                        .told()
                        .getLast()
                        .date())
                .isEqualTo(last);
    }

    /** A session that goes on past midnight, as of futures. */
    @Test
    void aDayWhoseSessionGoesOnIsNotOver() {
        Instant now = Instant.parse("2024-07-20T05:00:00Z");
        long end = now.getEpochSecond() + 60;
        String chart = Answers.chart(META, new long[] {FRI, end}, times(), "", "1,2,3", "1,2,3", "1,1,1");

        assertThat(closes(chart, now).told()).extracting(Close::date).containsExactly(day(17), day(18));
        assertThat(closes(chart, now.plusSeconds(60)).told()).hasSize(3);
    }

    @Test
    void aCloseIsTakenAsItWasToldAndNeverAdjusted() {
        assertThat(closes(chart(META, "228.8800048828125,224.18,224.31", ""), saturday())
                        .told())
                .first()
                .isEqualTo(
                        new Close(day(17), new BigDecimal("228.88"), "USD", Optional.of(new BigDecimal("57345900"))));
    }

    @Test
    void penceBecomePounds() {
        String pence = META.replace("\"USD\"", "\"GBp\"");

        Close close = closes(chart(pence, "72.5,73,74", ""), saturday()).told().getFirst();

        assertThat(close.price()).isEqualByComparingTo("0.725");
        assertThat(close.currency()).isEqualTo("GBP");
    }

    /** 4 for 1 on the 18th: the chart divides every close before it by four. */
    @Test
    void ofDaysBeforeASplitThereIsNoClose() {
        String split =
                "\"%1$d\":{\"date\":%1$d,\"numerator\":4.0,\"denominator\":1.0,\"splitRatio\":\"4:1\"}".formatted(THU);

        Answer<Close> read = closes(chart(META, "57.22,224.18,224.31", split), saturday());

        assertThat(read.told()).extracting(Close::date).containsExactly(day(18), day(19));
        assertThat(read.leftOut()).containsExactly(new LeftOut("AAPL", Reason.BEFORE_SPLIT));
    }

    @Test
    void aDayWithoutAPriceIsLeftOut() {
        Answer<Close> read = closes(chart(META, "228.88,null,0", ""), saturday());

        assertThat(read.told()).extracting(Close::date).containsExactly(day(17));
        assertThat(read.leftOut())
                .hasSize(2)
                .allSatisfy(each -> assertThat(each.reason()).isEqualTo(Reason.NO_PRICE));
    }

    @ParameterizedTest(name = "closes {0} of one day leave {1}")
    @CsvSource(
            delimiter = '|',
            value = {"1,2,2 | 2", "1,2,3 | 1"})
    void aDayThatIsToldTwiceMustBeToldAlike(String closes, int left) {
        String times = WED + "," + FRI + "," + (FRI + 23_400);
        String chart = Answers.chart(META, FRIDAY, times, "", closes, closes, "1,1,1");

        assertThat(closes(chart, saturday()).told()).hasSize(left);
    }

    @Test
    void daysBeforeTheFirstOneAskedForAreNotTold() {
        assertThat(YahooChart.of(Answers.json(chart(META, "1,2,3", "")), "AAPL")
                        .orElseThrow()
                        .closes(day(18), saturday())
                        .told())
                .extracting(Close::date)
                .containsExactly(day(18), day(19));
    }

    @ParameterizedTest(name = "without {0}: {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"currency\":\"USD\"                            | NO_CURRENCY",
                "\"exchangeTimezoneName\":\"America/New_York\"   | NO_TIME"
            })
    void aChartWithoutCurrencyOrTimeZoneHasNoCloses(String field, Reason reason) {
        Answer<Close> read = closes(chart(META.replace(field, "\"x\":1"), "1,2,3", ""), saturday());

        assertThat(read.told()).isEmpty();
        assertThat(read.leftOut()).containsExactly(new LeftOut("AAPL", reason));
    }

    @Test
    void anEmptyChartHasNoCloses() {
        assertThat(closes(Answers.chart(META, FRIDAY, "", "", "", "", ""), saturday())
                        .told())
                .isEmpty();
        String withoutTimes = """
                {"chart":{"result":[{"meta":{%s},"indicators":{"quote":[{}],"adjclose":[{}]}}],"error":null}}""".formatted(META);
        assertThat(closes(withoutTimes, saturday()).told()).isEmpty();
    }

    @Test
    void aSymbolThatIsGoneHasNoChart() {
        assertThat(YahooChart.of(Answers.json(Answers.DELISTED), "AAPL")).isEmpty();
    }

    @Test
    void aChartTellsTheNewestPriceToo() {
        Quoted quoted = YahooChart.of(Answers.json(chart(META, "1,2,3", "")), "AAPL")
                .orElseThrow()
                .quote(saturday())
                .told()
                .getFirst();

        assertThat(quoted.price()).isEqualByComparingTo("224.31");
        assertThat(quoted.at()).isEqualTo(Instant.parse("2024-07-19T20:00:01Z"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{}",
                "{\"chart\":{\"result\":null,\"error\":null}}",
                "{\"chart\":{\"result\":[],\"error\":null}}",
                "{\"chart\":{\"result\":[{}],\"error\":null}}",
                "{\"finance\":{\"result\":null,\"error\":{\"code\":\"Unauthorized\"}}}"
            })
    void whatIsNoChartIsRefused(String answer) {
        assertThatThrownBy(() -> YahooChart.of(Answers.json(answer), "AAPL"))
                .isInstanceOf(ProviderFailure.Unreadable.class);
    }

    @ParameterizedTest(name = "{0} in place of {1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "\"symbol\":\"MSFT\"             | \"symbol\":\"AAPL\"",
                "\"dataGranularity\":\"1mo\"     | \"dataGranularity\":\"1d\"",
                "\"close\":[1]                   | \"close\":[1,2,3]",
                "\"timestamp\":[\"a\",1,2]       | \"timestamp\":[1721223000,1721309400,1721395800]"
            })
    void aChartOfSomethingElseIsRefused(String instead, String given) {
        String chart = chart(META, "1,2,3", "");
        assertThat(chart).contains(given);

        assertThatThrownBy(() -> closes(chart.replace(given, instead), saturday()))
                .isInstanceOf(ProviderFailure.Unreadable.class);
    }

    private static Instant saturday() {
        return Instant.parse("2024-07-20T12:00:00Z");
    }

    private static LocalDate day(int ofJuly) {
        return LocalDate.of(2024, 7, ofJuly);
    }

    private static String times() {
        return WED + "," + THU + "," + FRI;
    }

    /** With half of each close as its adjusted one. */
    private static String chart(String meta, String closes, String splits) {
        return Answers.chart(
                meta, FRIDAY, times(), splits, closes, "114.44,112.09,112.155", "57345900,66034600,49151500");
    }

    private static Answer<Close> closes(String chart, Instant now) {
        return YahooChart.of(Answers.json(chart), "AAPL").orElseThrow().closes(LONG_AGO, now);
    }
}
