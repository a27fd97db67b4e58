package dev.truemark.market;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.NewestPrices;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.RateQuote;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.market.MarketFact.InstrumentTold;
import dev.truemark.market.MarketFact.PriceKey;
import dev.truemark.market.MarketFact.PriceTold;
import dev.truemark.market.MarketFact.RateTold;
import dev.truemark.market.MarketFact.Telling;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BookStateTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final Instant NOW = Instant.parse("2025-07-22T12:00:00Z");

    private final BookState book = new BookState(SourceOrder.BY_NAME, 100);

    @Test
    void anOlderTickDoesNotReplaceTheNewest() {
        assertThat(tick(price("S", "2025-07-22T11:00:00Z", "10")))
                .get()
                .satisfies(t -> assertThat(((Tick.PriceTick) t).newest()).isTrue());
        assertThat(tick(price("S", "2025-07-22T10:59:59Z", "9"))).isEmpty();
        assertThat(priceOf("S")).isEqualTo("10");
    }

    @Test
    void theSameTimeAndSourceToldDifferentlyReplacesAndToldAgainIsNothing() {
        tick(price("S", "2025-07-22T11:00:00Z", "10"));
        assertThat(tick(price("S", "2025-07-22T11:00:00Z", "10.00"))).isEmpty();
        assertThat(tick(price("S", "2025-07-22T11:00:00Z", "11"))).isPresent();
        assertThat(priceOf("S")).isEqualTo("11");
    }

    @Test
    void aPriceFromTheFutureWaitsForItsInstant() {
        tick(price("S", "2025-07-22T11:00:00Z", "10"));
        assertThat(tick(price("S", "2025-07-22T12:00:01Z", "12")))
                .get()
                .satisfies(t -> assertThat(((Tick.PriceTick) t).newest()).isFalse());
        assertThat(priceOf("S")).isEqualTo("10");
        assertThat(book.priceOf("S", Moment.at(NOW.plusSeconds(1), UTC)).map(Price::price))
                .contains(new BigDecimal("12"));
    }

    @Test
    void aPriceOfASymbolIsThatOfEverySecurityThatCarriesIt() {
        book.apply(told(instrument("B", "SYM")), NOW);
        book.apply(told(instrument("A", "SYM")), NOW);
        Tick told = tick(new PriceTold(new PriceKey("SYM", true), at("2025-07-22T11:00:00Z", "10"), Optional.empty()))
                .orElseThrow();
        assertThat(((Tick.PriceTick) told).securities()).containsExactlyInAnyOrder("A", "B", "SYM");
        assertThat(priceOf("A")).isEqualTo("10");
        assertThat(book.priceOfSymbol("SYM", Moment.at(NOW, UTC)).map(SymbolPrice::securityId))
                .contains("A");
        book.apply(told(instrument("A", "OTHER")), NOW);
        assertThat(book.priceOf("A", Moment.at(NOW, UTC))).isEmpty();
        assertThat(book.priceOfSymbol("SYM", Moment.at(NOW, UTC)).map(SymbolPrice::securityId))
                .contains("B");
        assertThat(book.priceOfSymbol("B", Moment.at(NOW, UTC)).map(SymbolPrice::symbol))
                .contains("SYM");
    }

    @Test
    void ratesAreCrossedAsTheCoreDoes() {
        for (String pair : List.of("EUR/USD/2", "GBP/USD/4", "EUR/JPY/8", "GBP/JPY/16")) {
            String[] part = pair.split("/");
            book.apply(
                    told(new RateTold(new RateQuote(
                            part[0], part[1], new BigDecimal(part[2]), NOW.minusSeconds(5), false, "test"))),
                    NOW);
        }
        assertThat(book.rate("EUR", "GBP", Moment.at(NOW, UTC)).rounded())
                .contains(new BigDecimal("0.500000000000000000"));
        assertThat(book.rate("EUR", "CHF", Moment.at(NOW, UTC)).rounded()).isEmpty();
    }

    @Test
    void aFullBookTakesNoMoreKeysAndSaysSo() {
        BookState small = new BookState(SourceOrder.BY_NAME, 1);
        assertThat(small.apply(told(price("S", "2025-07-22T11:00:00Z", "10")), NOW))
                .isPresent();
        assertThat(small.isFull()).isFalse();
        assertThat(small.apply(told(price("T", "2025-07-22T11:00:00Z", "10")), NOW))
                .isEmpty();
        assertThat(small.apply(told(price("S", "2025-07-22T11:30:00Z", "11")), NOW))
                .isPresent();
        assertThat(small.isFull()).isTrue();
    }

    /** What the book forgets can never matter again: it answers as one that remembers everything. */
    @Property(tries = 300)
    void theBookAnswersAsAllThatWasTold(@ForAll long seed) {
        Random random = new Random(seed);
        BookState folded = new BookState(SourceOrder.BY_NAME, 10);
        Map<Object, Price> all = new java.util.HashMap<>();
        Instant now = NOW.minus(Duration.ofDays(3));
        for (int i = 0; i < 40; i++) {
            now = now.plus(Duration.ofMinutes(random.nextInt(240)));
            PriceTold told = new PriceTold(new PriceKey("S", false), any(random, now, i), Optional.empty());
            all.put(told.identity(), told.price());
            folded.apply(told(told), now);
            for (String zone : List.of("UTC", "Pacific/Kiritimati", "Etc/GMT+12", "America/New_York")) {
                for (Instant at : List.of(now, now.plus(Duration.ofHours(random.nextInt(40))))) {
                    Moment moment = Moment.at(at, ZoneId.of(zone));
                    Optional<Price> expected = NewestPrices.of(
                                    Map.of("S", new ArrayList<>(all.values())), moment, SourceOrder.BY_NAME)
                            .priceOf("S");
                    assertThat(folded.priceOf("S", moment)).isEqualTo(expected);
                }
            }
        }
    }

    @ParameterizedTest(name = "{0} counts as {1}")
    @CsvSource(delimiter = '|', textBlock = """
        0:10@1 1:11@2                 | 11
        1:11@2 0:10@1                 | 11
        0:10@1 1:11@1                 | 11
        1:11@1 0:10@1                 | 11
        0:10@1 1:11@2 0:12@3          | 12
        0:10@1 0:12@3 1:11@2          | 12
        0:10@1 1:11@2 0:10@3          | 11
        0:10@1 0:10@3 1:11@2          | 11
        """)
    void betweenPartitionsTheLatestWordCountsWhicheverIsReadFirst(String words, String expected) {
        for (String word : words.split(" ")) {
            String[] part = word.split("[:@]");
            Instant toldAt = NOW.plusSeconds(Integer.parseInt(part[2]));
            book.apply(
                    new Telling(price("S", "2025-07-22T11:00:00Z", part[1]), Integer.parseInt(part[0]), toldAt), NOW);
        }
        assertThat(priceOf("S")).isEqualTo(expected);
    }

    @Property
    void anyInterleavingOfPartitionsGivesTheSameBook(@ForAll long seed) {
        Random random = new Random(seed);
        List<List<Telling>> partitions = new ArrayList<>();
        for (int partition = 0; partition < 3; partition++) {
            List<Telling> log = new ArrayList<>();
            for (int i = 0; i < 5; i++) {
                String price = String.valueOf(1 + random.nextInt(3));
                Instant toldAt = NOW.plusSeconds(random.nextInt(10));
                log.add(new Telling(price("S", "2025-07-22T11:00:00Z", price), partition, toldAt));
            }
            partitions.add(log);
        }
        BookState oneAfterAnother = new BookState(SourceOrder.BY_NAME, 10);
        partitions.forEach(log -> log.forEach(word -> oneAfterAnother.apply(word, NOW)));
        BookState interleaved = new BookState(SourceOrder.BY_NAME, 10);
        List<Iterator<Telling>> left =
                new ArrayList<>(partitions.stream().map(List::iterator).toList());
        while (!left.isEmpty()) {
            Iterator<Telling> next = left.get(random.nextInt(left.size()));
            interleaved.apply(next.next(), NOW);
            if (!next.hasNext()) left.remove(next);
        }
        Moment moment = Moment.at(NOW, UTC);
        assertThat(interleaved.priceOf("S", moment)).isEqualTo(oneAfterAnother.priceOf("S", moment));
    }

    private static Price any(Random random, Instant now, int i) {
        boolean dateOnly = random.nextBoolean();
        Instant near = now.plus(Duration.ofHours(random.nextInt(72) - 48));
        Instant at = dateOnly ? MarketTime.ofDate(MarketTime.dateOf(near)) : near;
        return new Price(BigDecimal.valueOf(i + 1), "USD", at, dateOnly, random.nextBoolean() ? "a" : "b");
    }

    private Optional<Tick> tick(PriceTold told) {
        return book.apply(told(told), NOW);
    }

    private static Telling told(MarketFact fact) {
        return new Telling(fact, 0, NOW);
    }

    private String priceOf(String security) {
        return book.priceOf(security, Moment.at(NOW, UTC))
                .map(price -> price.price().toPlainString())
                .orElse(null);
    }

    private static PriceTold price(String security, String when, String price) {
        return new PriceTold(new PriceKey(security, false), at(when, price), Optional.empty());
    }

    private static Price at(String when, String price) {
        boolean dateOnly = when.length() == 10;
        Instant at = dateOnly ? MarketTime.ofDate(LocalDate.parse(when)) : Instant.parse(when);
        return new Price(new BigDecimal(price), "USD", at, dateOnly, "test");
    }

    private static InstrumentTold instrument(String security, String symbol) {
        Optional<String> none = Optional.empty();
        return new InstrumentTold(
                new Instrument(security, Optional.of(symbol), none, none, none, none, none, none, none, none));
    }
}
