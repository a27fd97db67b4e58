package dev.truemark.explain;

import dev.truemark.core.explain.Explainer;
import dev.truemark.core.explain.Origin;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.Policy.CashTracking;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.ledger.Policy.Oversell;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.PortfolioLedger;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.NewestPrices;
import dev.truemark.core.market.NewestRates;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceBook;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.market.RateQuote;
import dev.truemark.core.market.SourceOrder;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.ValuationTerms;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;

/** A portfolio of some currencies under some policy, valued with some prices and rates missing; the same for a seed. */
final class RandomPortfolio {
    static final String BASE = "USD";
    private static final LocalDate FIRST = LocalDate.of(2024, 1, 1);
    static final LocalDate AS_OF = FIRST.plusDays(40);
    private static final Instant AT = Instant.parse("2024-03-01T00:00:00Z");
    private static final List<String> CURRENCIES = List.of("USD", "EUR", "GBP");

    private final Random random;
    private final Map<TransactionKey, Origin> origins = new HashMap<>();
    final List<Transaction> transactions = new ArrayList<>();
    final Policy policy;
    final PortfolioBooks books;
    final PortfolioValue value;
    PriceBook prices;
    RateBook rates;

    RandomPortfolio(long seed, int size) {
        random = new Random(seed);
        policy = new Policy(
                CostMethod.values()[(int) Math.floorMod(seed, (long) CostMethod.values().length)],
                Oversell.values()[random.nextInt(2)],
                DividendTreatment.values()[random.nextInt(2)],
                random.nextBoolean() ? CashTracking.TRACKED : CashTracking.AUTO,
                random.nextInt(4) != 0);
        for (int n = 0; n < size; n++) transactions.add(transaction(n));
        books = PortfolioLedger.book(transactions, policy).asOf(AS_OF);
        market();
        value = valued(books);
    }

    Explainer explainer() {
        return new Explainer(books, value, key -> origins.getOrDefault(key, Origin.NONE), BASE, 1_000_000);
    }

    private Transaction transaction(int n) {
        TransactionType type = pick(
                TransactionType.BUY,
                TransactionType.BUY,
                TransactionType.BUY,
                TransactionType.SELL,
                TransactionType.SELL,
                TransactionType.SELL_SHORT,
                TransactionType.BUY_TO_COVER,
                TransactionType.DIVIDEND,
                TransactionType.RETURN_OF_CAPITAL,
                TransactionType.SPLIT,
                TransactionType.INTEREST,
                TransactionType.FEE,
                TransactionType.DEPOSIT,
                TransactionType.WITHDRAWAL);
        boolean cashOnly = type == TransactionType.DEPOSIT || type == TransactionType.WITHDRAWAL;
        int security = random.nextInt(4);
        String currency = cashOnly ? pick("USD", "EUR", "GBP") : CURRENCIES.get(security % CURRENCIES.size());
        TransactionKey key = new TransactionKey("test", "t" + n);
        LocalDate date = FIRST.plusDays(random.nextInt(50));
        boolean timed = random.nextInt(3) == 0;
        OrderKey order = timed
                ? OrderKey.timed(date, date.atTime(random.nextInt(24), 0).toInstant(ZoneOffset.UTC), key)
                : OrderKey.dateOnly(date, type, key);
        boolean split = type == TransactionType.SPLIT;
        BigDecimal quantity = type.isTrade() ? decimal(1, 4_000, 2) : BigDecimal.ZERO;
        BigDecimal price = decimal(1, 90_000, 3);
        boolean priced = type.isTrade() && random.nextInt(4) != 0;
        BigDecimal gross = split
                ? BigDecimal.ZERO
                : priced ? quantity.multiply(price) : random.nextInt(8) == 0 ? quantity : decimal(0, 500_000, 2);
        boolean told = random.nextBoolean();
        Conversion rate = currency.equals(BASE) ? Conversion.IDENTITY : rate(told);
        origins.put(
                key,
                new Origin(
                        priced ? Optional.of(price) : Optional.empty(),
                        told && !currency.equals(BASE) && rate instanceof Conversion.Known,
                        Optional.of(AT),
                        List.of()));
        return new Transaction(
                order,
                1 + random.nextInt(3),
                type,
                cashOnly ? "" : "S" + security,
                currency,
                quantity,
                gross,
                split ? BigDecimal.ZERO : charge(),
                split ? BigDecimal.ZERO : charge(),
                type == TransactionType.DIVIDEND ? charge() : BigDecimal.ZERO,
                type.isTrade() ? charge() : BigDecimal.ZERO,
                split ? Terms.ofRatio(decimal(1, 300, 2)) : Terms.NONE,
                rate);
    }

    private Conversion rate(boolean told) {
        if (told) return Conversion.direct(decimal(1, 30_000, 4));
        return switch (random.nextInt(12)) {
            case 0 -> Conversion.UNKNOWN;
            case 1, 2, 3 -> Conversion.inverse(decimal(1, 30_000, 4));
            case 4, 5 -> new Conversion.Known(decimal(1, 900, 2), decimal(1, 900, 2));
            default -> Conversion.direct(decimal(1, 30_000, 4));
        };
    }

    private void market() {
        Moment moment = Moment.at(AT, ZoneOffset.UTC);
        Map<String, List<Price>> told = new HashMap<>();
        for (int n = 0; n < 4; n++) {
            if (random.nextInt(8) == 0) continue;
            String currency = random.nextInt(6) == 0 ? pick("USD", "EUR") : CURRENCIES.get(n % CURRENCIES.size());
            Price price = new Price(decimal(1, 90_000, 4), currency, AT.minusSeconds(60), false, "test");
            told.put("S" + n, List.of(price));
        }
        List<RateQuote> quotes = new ArrayList<>();
        addQuote(quotes, "EUR", "USD");
        addQuote(quotes, "GBP", "EUR");
        if (random.nextBoolean()) addQuote(quotes, "USD", "GBP");
        prices = NewestPrices.of(told, moment, SourceOrder.BY_NAME);
        rates = NewestRates.of(quotes, moment, SourceOrder.BY_NAME);
    }

    static ValuationTerms terms() {
        return new ValuationTerms(BASE, ZoneOffset.UTC, AT, Staleness.NEVER);
    }

    PortfolioValue valued(PortfolioBooks held) {
        List<Holding> holdings = held.books().entrySet().stream()
                .filter(each -> !each.getKey().isEmpty())
                .map(each -> Holding.of(each.getKey(), each.getValue().end()))
                .filter(Holding::isOpen)
                .toList();
        List<CashHolding> cash = held.cash().end().entrySet().stream()
                .filter(each -> each.getValue().signum() != 0)
                .map(each -> new CashHolding(each.getKey(), each.getValue()))
                .toList();
        return PortfolioValue.of(holdings, cash, prices, rates, terms());
    }

    private void addQuote(List<RateQuote> quotes, String one, String other) {
        if (random.nextInt(8) == 0) return;
        boolean direct = random.nextBoolean();
        quotes.add(new RateQuote(
                direct ? one : other, direct ? other : one, decimal(1, 30_000, 4), AT.minusSeconds(9), false, "test"));
    }

    private BigDecimal charge() {
        return random.nextInt(3) == 0 ? BigDecimal.ZERO : decimal(0, 300, 2);
    }

    private BigDecimal decimal(int least, int most, int scale) {
        return BigDecimal.valueOf(least + random.nextInt(most - least), scale);
    }

    @SafeVarargs
    private <T> T pick(T... among) {
        return among[random.nextInt(among.length)];
    }
}
