package dev.truemark.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.Conversion;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Names and currencies are made up, since all tests share one database. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class MarketReadsTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");

    @Inject
    Pool pool;

    @Inject
    MarketReads reads;

    @Test
    void pricesToldBySecurityAndBySymbolAreOneSeries() {
        new GivenFacts(pool)
                .instrument("MR_ONE", "MR1")
                .price("MR_ONE", "2025-07-20", "10")
                .priceOfSymbol("MR1", "2025-07-21T15:00:00Z", "11")
                .price("MR_ONE", "2025-07-21T16:00:00Z", "12")
                .price("MR_TWO", "2025-07-21", "20")
                .priceOfSymbol("MR_TWO", "2025-07-21T10:00:00Z", "21")
                .known();
        List<String> all = List.of("MR_ONE", "MR_TWO", "MR_NONE");
        PriceBook at15 = await(reads.prices(pool, all, at("2025-07-21T15:30:00Z"), Optional.empty()));
        assertThat(priceOf(at15, "MR_ONE")).isEqualTo("11");
        assertThat(priceOf(at15, "MR_TWO")).isEqualTo("21");
        assertThat(at15.priceOf("MR_NONE")).isEmpty();
        PriceBook close =
                await(reads.prices(pool, all, Moment.endOf(LocalDate.parse("2025-07-21"), NEW_YORK), Optional.empty()));
        assertThat(priceOf(close, "MR_ONE")).isEqualTo("12");
        assertThat(priceOf(close, "MR_TWO")).isEqualTo("20");
    }

    @Test
    void manyMomentsAreAnsweredTogether() {
        new GivenFacts(pool)
                .price("MR_DAYS", "2025-07-20", "10")
                .price("MR_DAYS", "2025-07-22", "12")
                .known();
        List<Moment> days = List.of(day("2025-07-19"), day("2025-07-20"), day("2025-07-21"), day("2025-07-22"));
        assertThat(await(reads.prices(pool, List.of("MR_DAYS"), days, Optional.empty())))
                .extracting(book -> priceOf(book, "MR_DAYS"))
                .containsExactly(null, "10", "10", "12");
    }

    @Test
    void aCorrectedPriceIsNotKnownBeforeItWasTold() {
        Instant before =
                new GivenFacts(pool).price("MR_FIX", "2025-07-21", "10").known();
        Instant after = new GivenFacts(pool).price("MR_FIX", "2025-07-21", "11").known();
        Moment close = day("2025-07-21");
        assertThat(priceOf(await(reads.prices(pool, List.of("MR_FIX"), close, Optional.of(before))), "MR_FIX"))
                .isEqualTo("10");
        assertThat(priceOf(await(reads.prices(pool, List.of("MR_FIX"), close, Optional.of(after))), "MR_FIX"))
                .isEqualTo("11");
        assertThat(priceOf(await(reads.prices(pool, List.of("MR_FIX"), close, Optional.empty())), "MR_FIX"))
                .isEqualTo("11");
        Optional<Instant> never = Optional.of(before.minus(Duration.ofNanos(1000)));
        assertThat(await(reads.prices(pool, List.of("MR_FIX"), close, never)).priceOf("MR_FIX"))
                .isEmpty();
    }

    @Test
    void ratesAreDirectInverseOrCrossed() {
        new GivenFacts(pool)
                .rate("XA1", "XB1", "2025-07-20", "2")
                .rate("XC1", "XB1", "2025-07-21T10:00:00Z", "4")
                .rate("XA1", "USD", "2025-07-21", "5")
                .rate("XC1", "USD", "2025-07-25", "7")
                .known();
        List<CurrencyPair> pairs = List.of(pair("XA1", "XB1"), pair("XB1", "XA1"), pair("XA1", "XC1"));
        var book = await(reads.rates(pool, pairs, day("2025-07-21"), Optional.empty()));
        assertThat(book.rate("XA1", "XB1"))
                .usingRecursiveComparison()
                .ignoringFields("quotes")
                .isEqualTo(rate("2", "1", Rate.Derivation.DIRECT, "2025-07-20"));
        assertThat(book.rate("XB1", "XA1"))
                .usingRecursiveComparison()
                .ignoringFields("quotes")
                .isEqualTo(rate("1", "2", Rate.Derivation.INVERSE, "2025-07-20"));
        assertThat(book.rate("XA1", "XC1"))
                .usingRecursiveComparison()
                .ignoringFields("quotes")
                .isEqualTo(rate("2", "4", Rate.Derivation.CROSS, "2025-07-20"));
        var later = await(reads.rates(pool, pairs, day("2025-07-25"), Optional.empty()));
        assertThat(later.rate("XA1", "XC1"))
                .usingRecursiveComparison()
                .ignoringFields("quotes")
                .isEqualTo(rate("5", "7", Rate.Derivation.CROSS, "2025-07-21"));
        assertThat(later.rate("XA1", "XA1")).isEqualTo(Rate.SAME);
    }

    @Test
    void tradesAreConvertedAtTheirOwnDates() {
        new GivenFacts(pool)
                .rate("XA2", "XB2", "2025-07-20", "1")
                .rate("XA2", "XB2", "2025-07-21", "2")
                .rate("XA2", "XB2", "2025-07-21T10:00:00Z", "3")
                .known();
        List<Rate> rates = await(reads.ratesAt(
                pool,
                List.of(
                        need("XB2", "XA2", "2025-07-21", null),
                        need("XA2", "XB2", "2025-07-21", "2025-07-21T11:00:00Z"),
                        need("XA2", "XA2", "2025-07-21", null),
                        need("XA2", "XB2", "2025-07-21", "2025-07-21T09:00:00Z"),
                        need("XA2", "XB2", "2025-07-19", null),
                        need("XA2", "XB2", "2025-07-20", null))));
        assertThat(rates)
                .usingRecursiveFieldByFieldElementComparatorIgnoringFields("quotes")
                .containsExactly(
                        rate("1", "2", Rate.Derivation.INVERSE, "2025-07-21"),
                        new Rate(
                                Conversion.direct(new BigDecimal("3")),
                                Rate.Derivation.DIRECT,
                                Optional.of(Instant.parse("2025-07-21T10:00:00Z"))),
                        Rate.SAME,
                        rate("2", "1", Rate.Derivation.DIRECT, "2025-07-21"),
                        Rate.MISSING,
                        rate("1", "1", Rate.Derivation.DIRECT, "2025-07-20"));
    }

    @Test
    void aSymbolMeansTheSmallestIdWhoseNewestTermsCarryIt() {
        Instant first = new GivenFacts(pool)
                .instrument("MR_SYM_B", "MRS")
                .instrument("MR_SYM_A", "MRS")
                .known();
        new GivenFacts(pool).instrument("MR_SYM_A", "MRS_OLD").known();
        List<String> symbols = List.of("MRS", "MRS_OLD", "MRS_NONE");
        assertThat(await(reads.securitiesOf(pool, symbols, Optional.of(first)))).isEqualTo(Map.of("MRS", "MR_SYM_A"));
        assertThat(await(reads.securitiesOf(pool, symbols, Optional.empty())))
                .isEqualTo(Map.of("MRS", "MR_SYM_B", "MRS_OLD", "MR_SYM_A"));
        Map<String, Instrument> known = await(reads.instruments(pool, List.of("MR_SYM_A", "NONE"), Optional.empty()));
        assertThat(known).containsOnlyKeys("MR_SYM_A");
        assertThat(known.get("MR_SYM_A").symbol()).contains("MRS_OLD");
        assertThat(known.get("MR_SYM_A").name()).contains("Name of MR_SYM_A");
    }

    private static <T> T await(Uni<T> uni) {
        return uni.await().atMost(Duration.ofSeconds(20));
    }

    private static String priceOf(PriceBook book, String security) {
        return book.priceOf(security)
                .map(price -> price.price().toPlainString())
                .orElse(null);
    }

    private static Moment at(String instant) {
        return Moment.at(Instant.parse(instant), UTC);
    }

    private static Moment day(String date) {
        return Moment.endOf(LocalDate.parse(date), UTC);
    }

    private static CurrencyPair pair(String from, String to) {
        return new CurrencyPair(from, to);
    }

    private static RateNeed need(String from, String to, String date, String time) {
        return new RateNeed(
                pair(from, to), LocalDate.parse(date), Optional.ofNullable(time).map(Instant::parse), UTC);
    }

    private static Rate rate(String by, String over, Rate.Derivation derivation, String date) {
        return new Rate(
                new Conversion.Known(new BigDecimal(by), new BigDecimal(over)),
                derivation,
                Optional.of(MarketTime.ofDate(LocalDate.parse(date))));
    }
}
