package dev.truemark.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.instrument.YieldConvention;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.PriceTable;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.time.DayCount;
import dev.truemark.core.valuation.DayTotal;
import dev.truemark.core.valuation.DayTotals;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.TermsOverTime;
import dev.truemark.ledger.CashDay;
import dev.truemark.ledger.DailyBooks;
import dev.truemark.ledger.PositionDay;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** Totals over time are those of the valuation of each day alone, to the last digit and with the same quality. */
class DayTotalsPropertyTest {
    private static final LocalDate FIRST = LocalDate.of(2024, 2, 20);
    private static final int DAYS = 25;
    private static final List<String> SECURITIES = List.of("A", "B", "C", "D", "E", "F");
    private static final List<String> CURRENCIES = List.of("USD", "USD", "EUR", "JPY", "GBP");
    private static final List<ZoneId> ZONES =
            List.of(ZoneId.of("UTC"), ZoneId.of("America/New_York"), ZoneId.of("Pacific/Kiritimati"));

    private Random random;

    @Property(tries = 300)
    void totalsAreThoseOfEachDayAlone(@ForAll long seed) {
        random = new Random(seed);
        ZoneId zone = any(ZONES);
        List<LocalDate> dates = dates();
        List<Instant> at = new ArrayList<>();
        for (LocalDate each : dates) at.add(MarketTime.endOf(each, zone));
        boolean today = random.nextBoolean();
        if (today) at.set(at.size() - 1, at.getLast().minusSeconds(1 + random.nextInt(80_000)));
        List<PriceBook> prices = prices(dates, zone);
        List<RateBook> rates = rates(dates.size());
        DailyBooks books = books();
        TermsOverTime terms = new TermsOverTime("USD", zone, at, staleness());
        Stretches held = new Stretches(books, dates);

        List<DayTotal> totals =
                DayTotals.of(held.holdings(), held.cash(), PriceTable.of(SECURITIES, prices), rates, terms);

        DayByDay walk = new DayByDay(books);
        for (int n = 0; n < dates.size(); n++) {
            walk.to(dates.get(n));
            PortfolioValue alone =
                    PortfolioValue.of(walk.holdings(), walk.cash(), prices.get(n), rates.get(n), terms.terms(n));
            assertThat(totals.get(n))
                    .as(dates.get(n).toString())
                    .isEqualTo(new DayTotal(alone.totalValue(), alone.quality()));
        }
    }

    /** Now and then days are left out. */
    private List<LocalDate> dates() {
        int skip = random.nextInt(4) == 0 ? 3 : 0;
        List<LocalDate> dates = new ArrayList<>();
        LocalDate date = FIRST;
        while (dates.size() < DAYS) {
            dates.add(date);
            date = date.plusDays(1 + (skip == 0 ? 0 : random.nextInt(skip)));
        }
        return dates;
    }

    private Staleness staleness() {
        return switch (random.nextInt(4)) {
            case 0 -> Staleness.NEVER;
            case 1 -> id -> Duration.ofHours(24L * (1 + id.charAt(0) % 4));
            case 2 -> id -> Duration.ZERO;
            default -> id -> Duration.ofHours(70);
        };
    }

    private DailyBooks books() {
        List<PositionDay> positions = new ArrayList<>();
        for (String security : SECURITIES) {
            String currency = any(CURRENCIES);
            for (int day = random.nextInt(12) - 2; day < DAYS; day += 1 + random.nextInt(9)) {
                positions.add(new PositionDay(security, position(FIRST.plusDays(day), currency)));
            }
        }
        List<CashDay> cash = new ArrayList<>();
        for (int i = random.nextInt(12); i > 0; i--) {
            LocalDate date = FIRST.plusDays(random.nextInt(DAYS + 4) - 3);
            cash.add(new CashDay(date, any(CURRENCIES), random.nextInt(5) == 0 ? BigDecimal.ONE : decimal(true)));
        }
        cash.sort(Comparator.comparing(CashDay::date));
        return new DailyBooks(positions, cash, true);
    }

    private DayPosition position(LocalDate date, String currency) {
        BigDecimal quantity = random.nextInt(5) == 0 ? BigDecimal.ZERO : decimal(true);
        BaseAmount costBase = random.nextInt(12) == 0 ? BaseAmount.UNKNOWN : BaseAmount.of(decimal(true));
        return new DayPosition(
                date,
                currency,
                quantity,
                decimal(true),
                costBase,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                BigDecimal.ZERO,
                BaseAmount.ZERO,
                random.nextInt(12) == 0);
    }

    /** Mostly small and of few decimals; sometimes as large and as fine as input may be. */
    private BigDecimal decimal(boolean signed) {
        BigDecimal value = switch (random.nextInt(10)) {
            case 0 -> new BigDecimal(new BigInteger(120, random), 18);
            case 1 -> new BigDecimal(new BigInteger(62, random), random.nextInt(19));
            case 2 -> BigDecimal.valueOf(random.nextInt(1000), 0).setScale(18);
            case 3 -> new BigDecimal("1E+3");
            default -> BigDecimal.valueOf(1 + random.nextInt(1_000_000), random.nextInt(5));
        };
        return signed && random.nextInt(4) == 0 ? value.negate() : value;
    }

    /** Each in force for some days, or none. */
    private List<PriceBook> prices(List<LocalDate> dates, ZoneId zone) {
        List<Map<String, Price>> books = new ArrayList<>();
        for (int n = 0; n < dates.size(); n++) books.add(new HashMap<>());
        for (String security : SECURITIES) {
            Quotation quotation = quotation();
            String currency = any(CURRENCIES);
            boolean sameCurrency = random.nextInt(3) > 0;
            Price inForce = null;
            for (int n = 0; n < dates.size(); n++) {
                if (random.nextInt(3) > 0) {
                    boolean close = random.nextInt(4) > 0;
                    Instant at = close
                            ? MarketTime.ofDate(dates.get(n))
                            : MarketTime.endOf(dates.get(n), zone).minusNanos(1000L * (1 + random.nextInt(50_000_000)));
                    BigDecimal price = random.nextInt(15) == 0 ? BigDecimal.ZERO : decimal(random.nextInt(10) == 0);
                    String quoted = sameCurrency ? currency : any(CURRENCIES);
                    inForce = random.nextInt(20) == 0 ? null : new Price(price, quoted, at, close, "S", quotation);
                }
                if (inForce != null) books.get(n).put(security, inForce);
            }
        }
        return books.stream()
                .map(book -> (PriceBook) security -> Optional.ofNullable(book.get(security)))
                .toList();
    }

    private Quotation quotation() {
        List<Quotation.Factor> factors = random.nextBoolean()
                ? List.of()
                : List.of(new Quotation.Factor(FIRST.plusDays(random.nextInt(DAYS)), new BigDecimal("0.75")));
        return switch (random.nextInt(12)) {
            case 0 -> Quotation.UNKNOWN;
            case 1 -> new Quotation.OfFace(random.nextBoolean(), random.nextBoolean(), factors, Optional.empty());
            case 2 -> new Quotation.OfFace(true, true, factors, Optional.of(terms()));
            default -> Quotation.UNIT;
        };
    }

    /** Some are redeemed while they are held. */
    private BondTerms terms() {
        return new BondTerms(
                FIRST.plusDays(random.nextInt(2 * DAYS)),
                Optional.empty(),
                Optional.empty(),
                0.05,
                2,
                DayCount.ACT_ACT_ICMA,
                YieldConvention.US_STREET,
                0,
                100,
                Optional.empty());
    }

    private List<RateBook> rates(int days) {
        List<Map<String, Rate>> books = new ArrayList<>();
        Map<String, Rate> inForce = new HashMap<>();
        for (int n = 0; n < days; n++) {
            for (String from : CURRENCIES) {
                for (String to : CURRENCIES) {
                    if (n == 0 || random.nextInt(4) == 0) inForce.put(from + to, rate());
                }
            }
            books.add(Map.copyOf(inForce));
        }
        return books.stream()
                .map(book -> (RateBook) (from, to) -> from.equals(to) ? Rate.SAME : book.get(from + to))
                .toList();
    }

    private Rate rate() {
        BigDecimal quoted = BigDecimal.valueOf(1 + random.nextInt(3_000_000), random.nextInt(8));
        Optional<Instant> at = Optional.of(Instant.EPOCH);
        return switch (random.nextInt(9)) {
            case 0 -> Rate.MISSING;
            case 1, 2 -> new Rate(Conversion.inverse(quoted), Rate.Derivation.INVERSE, at);
            case 3 ->
                new Rate(
                        Conversion.direct(quoted).then(Conversion.inverse(new BigDecimal("1.25"))),
                        Rate.Derivation.CROSS,
                        at);
            default -> new Rate(Conversion.direct(quoted), Rate.Derivation.DIRECT, at);
        };
    }

    private <T> T any(List<T> all) {
        return all.get(random.nextInt(all.size()));
    }
}
