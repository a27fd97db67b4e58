package dev.truemark.explain;

import dev.truemark.core.explain.Explainer;
import dev.truemark.core.explain.Origin;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.Policy.CashTracking;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.ledger.Policy.Oversell;
import dev.truemark.core.ledger.PolicyEntry;
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
import dev.truemark.core.money.BaseAmount;
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
    final Policies policies;
    final PortfolioBooks books;
    final PortfolioValue value;
    PriceBook prices;
    RateBook rates;

    RandomPortfolio(long seed, int size) {
        random = new Random(seed);
        Policy policy = new Policy(
                CostMethod.values()[(int) Math.floorMod(seed, (long) CostMethod.values().length)],
                Oversell.values()[random.nextInt(2)],
                DividendTreatment.values()[random.nextInt(2)],
                random.nextBoolean() ? CashTracking.TRACKED : CashTracking.AUTO,
                random.nextInt(4) != 0);
        List<PolicyEntry> entries = new ArrayList<>();
        if (random.nextInt(3) == 0) entries.add(PolicyEntry.of(FIRST.plusDays(20), pick(CostMethod.values())));
        if (random.nextInt(3) == 0) {
            Policy other = new Policy(
                    pick(CostMethod.values()),
                    pick(Oversell.values()),
                    pick(DividendTreatment.values()),
                    policy.cashTracking(),
                    random.nextBoolean());
            entries.add(
                    PolicyEntry.of(FIRST.plusDays(random.nextInt(30)), other).on("S" + random.nextInt(4)));
        }
        policies = Policies.of(policy, entries);
        for (int n = 0; n < size; n++) transactions.add(transaction(n));
        books = PortfolioLedger.book(transactions, policies).asOf(AS_OF);
        market();
        value = valued(books);
    }

    Explainer explainer() {
        return new Explainer(books, value, key -> origins.getOrDefault(key, Origin.NONE), BASE, 1_000_000);
    }

    private Transaction transaction(int n) {
        TransactionType type = random.nextInt(3) != 0
                ? pick(TransactionType.BUY, TransactionType.BUY, TransactionType.SELL)
                : pick(TransactionType.values());
        boolean conversion = type == TransactionType.FX_CONVERSION;
        boolean cashOnly = conversion
                || type == TransactionType.DEPOSIT
                || type == TransactionType.WITHDRAWAL
                || type == TransactionType.TRANSFER_IN && random.nextInt(4) == 0;
        int security = random.nextInt(4);
        String currency = cashOnly ? pick("USD", "EUR", "GBP") : CURRENCIES.get(security % CURRENCIES.size());
        TransactionKey key = new TransactionKey("test", "t" + n);
        LocalDate date = FIRST.plusDays(random.nextInt(50));
        OrderKey order = random.nextInt(3) == 0
                ? OrderKey.timed(date, date.atTime(random.nextInt(24), 0).toInstant(ZoneOffset.UTC), key)
                : OrderKey.dateOnly(date, type, key);
        BigDecimal quantity = quantity(type, conversion);
        BigDecimal price = decimal(1, 90_000, 3);
        boolean priced = type.isTrade() && random.nextInt(4) != 0;
        BigDecimal gross = priced ? quantity.multiply(price) : random.nextInt(8) == 0 ? quantity.abs() : gross(type);
        boolean costless = type == TransactionType.TRANSFER_IN && !cashOnly && random.nextInt(3) == 0;
        if (costless) gross = BigDecimal.ZERO;
        boolean told = random.nextBoolean();
        Conversion rate = currency.equals(BASE) ? Conversion.IDENTITY : rate(told);
        origins.put(
                key,
                new Origin(
                        priced ? Optional.of(price) : Optional.empty(),
                        told && !currency.equals(BASE) && rate instanceof Conversion.Known,
                        Optional.of(AT),
                        List.of(),
                        costless ? Optional.of(new Price(price, currency, AT, true, "test")) : Optional.empty()));
        Terms terms = terms(type, security, quantity, currency);
        return new Transaction(
                order,
                1 + random.nextInt(3),
                type,
                cashOnly ? "" : "S" + security,
                currency,
                quantity,
                gross,
                charge(),
                charge(),
                charge(),
                charge(),
                costless ? terms.found(price) : terms,
                rate);
    }

    private BigDecimal quantity(TransactionType type, boolean conversion) {
        if (type == TransactionType.ADJUSTMENT)
            return decimal(-500, 500, 2).multiply(pick(BigDecimal.ZERO, BigDecimal.ONE));
        boolean always = type.isTrade() || conversion || type == TransactionType.TRANSFER_OUT;
        boolean never = type == TransactionType.DEPOSIT || type == TransactionType.DIVIDEND;
        if (never || !always && random.nextInt(3) == 0) return BigDecimal.ZERO;
        return random.nextInt(3) == 0 ? decimal(1, 60, 0) : decimal(1, 4_000, 2);
    }

    private BigDecimal gross(TransactionType type) {
        boolean action = type == TransactionType.SPLIT
                || type == TransactionType.SPIN_OFF
                || type == TransactionType.MERGER
                || type == TransactionType.RIGHTS_ISSUE
                || type == TransactionType.STOCK_DIVIDEND;
        return action && random.nextBoolean() ? BigDecimal.ZERO : decimal(0, 500_000, 2);
    }

    /** Securities 0 and 3 are in the same currency, so one may become the other. */
    private Terms terms(TransactionType type, int security, BigDecimal quantity, String currency) {
        return switch (type) {
            case SPLIT -> Terms.ofRatio(decimal(1, 300, 2));
            case AMORTIZATION -> random.nextBoolean() ? Terms.ofRatio(decimal(1, 100, 2)) : Terms.NONE;
            case FX_CONVERSION ->
                new Terms(
                        Optional.empty(),
                        Optional.empty(),
                        "",
                        currency.equals("EUR") ? "USD" : "EUR",
                        List.of(),
                        List.of());
            case SPIN_OFF, MERGER, RIGHTS_ISSUE, STOCK_DIVIDEND ->
                new Terms(
                        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(decimal(1, 300, 2)),
                        random.nextInt(3) == 0 ? Optional.empty() : Optional.of(decimal(0, 101, 2)),
                        random.nextInt(4) == 0 ? "" : security == 0 ? "S3" : security == 3 ? "S0" : "",
                        "",
                        List.of(),
                        List.of());
            case TRANSFER_IN -> new Terms(Optional.empty(), Optional.empty(), "", "", List.of(), given(quantity));
            default -> Terms.NONE;
        };
    }

    private List<Terms.GivenLot> given(BigDecimal quantity) {
        if (quantity.signum() == 0 || random.nextBoolean()) return List.of();
        BigDecimal first = quantity.multiply(new BigDecimal("0.3"));
        return List.of(given(first, 3), given(quantity.subtract(first), 30));
    }

    private Terms.GivenLot given(BigDecimal units, int days) {
        return new Terms.GivenLot(
                random.nextBoolean() ? Optional.of(FIRST.minusDays(days)) : Optional.empty(),
                units,
                decimal(0, 900_000, 2),
                random.nextBoolean() ? Optional.of(BaseAmount.of(decimal(0, 900_000, 2))) : Optional.empty(),
                false);
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
