package dev.truemark.core.market;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewestPricesTest {
    private static final List<Price> TOLD = List.of(
            price("1", "2025-07-20", "close"),
            price("2", "2025-07-21T15:00:00Z", "tick"),
            price("3", "2025-07-21", "close"),
            price("4", "2025-07-22T15:00:00Z", "tick"),
            price("5", "2025-07-22T00:00:00Z", "tick"));

    @ParameterizedTest(name = "at {0} in {1} the price is {2}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            2025-07-20T23:59:59Z | UTC              | none
            2025-07-21T00:00:00Z | UTC              | 1
            2025-07-21T14:59:59Z | UTC              | 1
            2025-07-21T15:00:00Z | UTC              | 2
            2025-07-21T23:59:59Z | UTC              | 2
            2025-07-22T00:00:00Z | UTC              | 5
            2025-07-22T14:00:00Z | UTC              | 5
            2025-07-22T15:00:00Z | UTC              | 4
            2025-07-22T03:59:59Z | America/New_York | 5
            2025-07-22T04:00:00Z | America/New_York | 3
            2025-07-21T14:59:59Z | Asia/Tokyo       | 1
            2025-07-21T15:00:00Z | Asia/Tokyo       | 2
            """)
    void theNewestAtOrBeforeAnInstantAndADayOnlyOnceItIsOver(Instant at, ZoneId zone, String expected) {
        assertThat(newest(TOLD, Moment.at(at, zone))).isEqualTo(expected);
    }

    @ParameterizedTest(name = "when {0} is over in {1} the price is {2}")
    @CsvSource(delimiter = '|', textBlock = """
            2025-07-20 | UTC              | 1
            2025-07-21 | UTC              | 3
            2025-07-22 | UTC              | 4
            2025-07-21 | America/New_York | 3
            2025-07-21 | Asia/Tokyo       | 3
            """)
    void nothingOfTheNextDayCountsWhenADayIsOver(LocalDate date, ZoneId zone, String expected) {
        assertThat(newest(TOLD, Moment.endOf(date, zone))).isEqualTo(expected);
    }

    @Test
    void ofOneInstantTheMoreBelievedSourceWinsThenTheFirstByName() {
        List<Price> told = List.of(
                price("1", "2025-07-21", "vendor"),
                price("2", "2025-07-21", "broker"),
                price("3", "2025-07-21", "exchange"));
        Moment after = Moment.endOf(LocalDate.parse("2025-07-25"), ZoneId.of("UTC"));
        assertThat(newest(told, after, SourceOrder.of("exchange", "vendor"))).isEqualTo("3");
        assertThat(newest(told.subList(0, 2), after, SourceOrder.of("exchange", "vendor")))
                .isEqualTo("1");
        assertThat(newest(told, after, SourceOrder.BY_NAME)).isEqualTo("2");
    }

    @Test
    void theOrderOfSourcesIsThatOfTheDateOfTheQuote() {
        SourceOrder dated = new SourceOrder(Map.of(
                LocalDate.parse("2020-01-01"), List.of("a", "b"), LocalDate.parse("2025-07-21"), List.of("b", "a")));
        List<Price> before = List.of(price("1", "2025-07-20", "a"), price("2", "2025-07-20", "b"));
        List<Price> since = List.of(price("1", "2025-07-21", "a"), price("2", "2025-07-21", "b"));
        Moment after = Moment.endOf(LocalDate.parse("2025-07-25"), ZoneId.of("UTC"));
        assertThat(newest(before, after, dated)).isEqualTo("1");
        assertThat(newest(since, after, dated)).isEqualTo("2");
    }

    @Test
    void aSecurityWithoutAPriceHasNone() {
        assertThat(NewestPrices.of(
                                Map.<String, List<Price>>of(),
                                Moment.at(Instant.EPOCH, ZoneId.of("UTC")),
                                SourceOrder.BY_NAME)
                        .priceOf("X"))
                .isEmpty();
    }

    @Property(tries = 200)
    void anyOrderOfArrivalGivesTheSamePriceAndNeverOneFromLater(@ForAll long seed) {
        Random random = new Random(seed);
        List<Price> told = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            Instant at = Instant.parse("2025-07-20T00:00:00Z").plusSeconds(random.nextInt(12) * 21_600L);
            boolean dateOnly = random.nextBoolean();
            Instant kept = dateOnly ? MarketTime.ofDate(MarketTime.dateOf(at)) : at;
            told.add(new Price(BigDecimal.valueOf(i + 1), "USD", kept, dateOnly, "s" + i));
        }
        Instant at = Instant.parse("2025-07-20T00:00:00Z").plusSeconds(random.nextInt(12) * 21_600L);
        ZoneId zone = ZoneId.of(List.of("UTC", "America/New_York", "Asia/Tokyo").get(random.nextInt(3)));
        String first = newest(told, Moment.at(at, zone));
        java.util.Collections.shuffle(told, random);
        assertThat(newest(told, Moment.at(at, zone))).isEqualTo(first);
        Moment.at(at, zone)
                .newest(told, SourceOrder.BY_NAME)
                .ifPresent(price -> assertThat(price.effectiveAt(zone)).isBeforeOrEqualTo(at));
        boolean any = told.stream().anyMatch(price -> !price.effectiveAt(zone).isAfter(at));
        assertThat(first != null).isEqualTo(any);
    }

    private static String newest(List<Price> told, Moment moment) {
        return newest(told, moment, SourceOrder.BY_NAME);
    }

    private static String newest(List<Price> told, Moment moment, SourceOrder sources) {
        return NewestPrices.of(Map.of("X", told), moment, sources)
                .priceOf("X")
                .map(price -> price.price().toPlainString())
                .orElse(null);
    }

    private static Price price(String price, String when, String source) {
        boolean dateOnly = when.length() == 10;
        Instant at = dateOnly ? MarketTime.ofDate(LocalDate.parse(when)) : Instant.parse(when);
        return new Price(new BigDecimal(price), "USD", at, dateOnly, source);
    }
}
