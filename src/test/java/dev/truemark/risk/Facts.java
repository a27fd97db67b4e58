package dev.truemark.risk;

import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.NewestPrices;
import dev.truemark.core.market.NewestRates;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.market.RateQuote;
import dev.truemark.core.market.SourceOrder;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;

/** What is known of a portfolio in USD: its transactions, closes and rates of days, the same for a seed. */
record Facts(List<Facts.Told> transactions, List<Facts.Close> closes, List<Facts.Fixing> fixings) {
    static final String BASE = "USD";
    static final LocalDate FIRST = LocalDate.of(2025, 3, 3);
    static final LocalDate LAST = FIRST.plusDays(34);
    private static final Map<String, String> CURRENCY = Map.of("A", "USD", "B", "EUR", "C", "USD", "D", "GBP");

    /** @param amount gross */
    record Told(
            String id,
            LocalDate date,
            TransactionType type,
            String security,
            String currency,
            BigDecimal quantity,
            BigDecimal amount,
            BigDecimal fees) {}

    record Close(String security, LocalDate date, BigDecimal price) {
        String currency() {
            return CURRENCY.get(security);
        }
    }

    /** USD for one of {@code currency}. */
    record Fixing(String currency, LocalDate date, BigDecimal rate) {}

    /** A close on most days; A and EUR begin with the first day, the others later, so that some values are never known. */
    static Facts of(long seed) {
        Random random = new Random(seed);
        List<Close> closes = new ArrayList<>();
        List<Fixing> fixings = new ArrayList<>();
        for (int n = 0; FIRST.plusDays(n).isBefore(LAST.plusDays(1)); n++) {
            for (String each : List.of("A", "B", "C", "D")) {
                boolean early = n < 3 && !each.equals("A") && random.nextInt(3) == 0;
                if (early || n > 3 && random.nextInt(6) == 0) continue;
                closes.add(new Close(each, FIRST.plusDays(n), amount(random, 80, 120)));
            }
            if (n == 0 || random.nextInt(5) != 0) fixings.add(new Fixing("EUR", FIRST.plusDays(n), rate(random)));
            if (n < 2 && random.nextBoolean() || n >= 2 && random.nextInt(3) != 0) {
                fixings.add(new Fixing("GBP", FIRST.plusDays(n), rate(random)));
            }
        }
        return new Facts(transactions(random), closes, fixings);
    }

    private static List<Told> transactions(Random random) {
        List<Told> all = new ArrayList<>();
        all.add(cash(all, 0, TransactionType.DEPOSIT, BASE, new BigDecimal("50000")));
        all.add(trade(all, 0, TransactionType.BUY, "A", 20, random));
        for (int n = 0; n < 22; n++) {
            int day = 1 + random.nextInt(32);
            String security = "ABCD".substring(n % 4, n % 4 + 1);
            all.add(
                    switch (random.nextInt(9)) {
                        case 0, 1, 2, 3 ->
                            trade(all, day, TransactionType.BUY, security, 3 + random.nextInt(9), random);
                        case 4, 5 -> trade(all, day, TransactionType.SELL, security, 1 + random.nextInt(6), random);
                        case 6 -> cash(all, day, TransactionType.DEPOSIT, pick(random), amount(random, 100, 900));
                        case 7 -> cash(all, day, TransactionType.WITHDRAWAL, pick(random), amount(random, 10, 90));
                        default -> income(all, day, security, random);
                    });
        }
        all.add(cash(all, 30, TransactionType.FEE, BASE, amount(random, 1, 9)));
        return all;
    }

    private static String pick(Random random) {
        return List.of("USD", "USD", "EUR", "GBP").get(random.nextInt(4));
    }

    private static BigDecimal amount(Random random, int least, int most) {
        return new BigDecimal(least + random.nextInt(most - least) + "." + random.nextInt(10));
    }

    private static BigDecimal rate(Random random) {
        return new BigDecimal("1." + (1 + random.nextInt(40)));
    }

    private static String id(List<Told> before) {
        return String.format(Locale.ROOT, "T%02d", before.size());
    }

    private static Told cash(List<Told> before, int day, TransactionType type, String currency, BigDecimal amount) {
        return new Told(id(before), FIRST.plusDays(day), type, "", currency, BigDecimal.ZERO, amount, BigDecimal.ZERO);
    }

    private static Told trade(
            List<Told> before, int day, TransactionType type, String security, int units, Random random) {
        BigDecimal quantity = BigDecimal.valueOf(units);
        return new Told(
                id(before),
                FIRST.plusDays(day),
                type,
                security,
                CURRENCY.get(security),
                quantity,
                quantity.multiply(amount(random, 80, 120)),
                new BigDecimal("1.5"));
    }

    private static Told income(List<Told> before, int day, String security, Random random) {
        return new Told(
                id(before),
                FIRST.plusDays(day),
                TransactionType.DIVIDEND,
                security,
                CURRENCY.get(security),
                BigDecimal.ZERO,
                amount(random, 5, 50),
                BigDecimal.ZERO);
    }

    /** Everything but one thing, for each thing. */
    List<Facts> withoutEach() {
        List<Facts> all = new ArrayList<>();
        for (Told each : transactions) all.add(new Facts(without(transactions, each), closes, fixings));
        for (Close each : closes) all.add(new Facts(transactions, without(closes, each), fixings));
        for (Fixing each : fixings) all.add(new Facts(transactions, closes, without(fixings, each)));
        return all;
    }

    private static <T> List<T> without(List<T> all, T one) {
        List<T> rest = new ArrayList<>(all);
        rest.remove(one);
        return rest;
    }

    /** By security, as prices are looked up. */
    Map<String, List<Price>> quotes() {
        Map<String, List<Price>> quotes = new HashMap<>();
        for (Close each : closes) {
            quotes.computeIfAbsent(each.security(), id -> new ArrayList<>())
                    .add(new Price(each.price(), each.currency(), MarketTime.ofDate(each.date()), true, "test"));
        }
        return quotes;
    }

    static PriceBook prices(Map<String, List<Price>> quotes, LocalDate date) {
        return NewestPrices.of(quotes, Moment.endOf(date, ZoneOffset.UTC), SourceOrder.BY_NAME);
    }

    RateBook rates(LocalDate date) {
        List<RateQuote> quotes = fixings.stream()
                .map(each ->
                        new RateQuote(each.currency(), BASE, each.rate(), MarketTime.ofDate(each.date()), true, "test"))
                .toList();
        return NewestRates.of(quotes, Moment.endOf(date, ZoneOffset.UTC), SourceOrder.BY_NAME);
    }

    /** As the ledger stage makes them: each with the rate of its day, if there is one. */
    List<Transaction> booked() {
        return transactions.stream().map(this::booked).toList();
    }

    private Transaction booked(Told t) {
        return new Transaction(
                OrderKey.dateOnly(t.date(), t.type(), new TransactionKey("test", t.id())),
                1,
                t.type(),
                t.security(),
                t.currency(),
                t.quantity(),
                t.amount(),
                t.fees(),
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                BigDecimal.ZERO,
                Terms.NONE,
                rates(t.date()).rate(t.currency(), BASE).conversion());
    }
}
