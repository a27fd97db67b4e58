package dev.truemark.core.day;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.ledger.Effect;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.performance.Movement;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.ValuationTerms;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A day in the base currency USD, told bit by bit: what there was in the evening before, what was dealt, what there is. */
final class Today {
    private static final LocalDate EVENING = LocalDate.of(2026, 3, 2);
    private static final Instant AT = Instant.parse("2026-03-03T15:00:00Z");
    private static final BigDecimal ZERO = BigDecimal.ZERO;

    private final List<PositionValue> before = new ArrayList<>();
    private final List<PositionValue> now = new ArrayList<>();
    private final Map<String, BigDecimal> cashBefore = new HashMap<>();
    private final Map<String, BigDecimal> cashNow = new HashMap<>();
    private final List<DayMove> moves = new ArrayList<>();
    private final Map<String, Conversion> ratesBefore = new HashMap<>();
    private final Map<String, Conversion> ratesNow = new HashMap<>();
    private boolean tracked = true;
    private Statistic fall = Statistic.of(0);

    Today untracked() {
        tracked = false;
        return this;
    }

    Today below(double fallen) {
        fall = Statistic.of(fallen);
        return this;
    }

    Today rate(String currency, String evening, String today) {
        if (evening != null) ratesBefore.put(currency, Conversion.direct(new BigDecimal(evening)));
        if (today != null) ratesNow.put(currency, Conversion.direct(new BigDecimal(today)));
        return this;
    }

    Today inverse(String currency, BigDecimal evening, BigDecimal today) {
        ratesBefore.put(currency, Conversion.inverse(evening));
        ratesNow.put(currency, Conversion.inverse(today));
        return this;
    }

    /** Units and price in the evening; a price that is null is missing. */
    Today had(String security, String currency, String units, String price) {
        before.add(value(security, currency, new BigDecimal(units), price, ratesBefore));
        return this;
    }

    Today has(String security, String currency, String units, String price) {
        now.add(value(security, currency, new BigDecimal(units), price, ratesNow));
        return this;
    }

    /** In the evening; what is dealt changes it. */
    Today cash(String currency, String amount) {
        cashBefore.put(currency, new BigDecimal(amount));
        cashNow.merge(currency, new BigDecimal(amount), BigDecimal::add);
        return this;
    }

    /** @param rate as booked, null while unknown */
    Today dealt(TransactionType type, String security, String currency, String rate, String cash, String... charges) {
        return dealt(type, security, currency, rate, cash, BaseAmount.ZERO, Optional.empty(), charges);
    }

    /** Units that come in, positive, or go out, worth {@code amount} of {@code currency}. */
    Today delivered(TransactionType type, String security, String currency, String rate, String amount) {
        BigDecimal worth = new BigDecimal(amount);
        BaseAmount base = BaseAmount.of(worth.abs().multiply(new BigDecimal(rate)));
        return dealt(
                type,
                security,
                currency,
                rate,
                "0",
                base,
                Optional.of(new DayMove.Delivered(currency, BaseAmount.of(worth))));
    }

    private Today dealt(
            TransactionType type,
            String security,
            String currency,
            String rate,
            String cash,
            BaseAmount delivered,
            Optional<DayMove.Delivered> units,
            String... charges) {
        BigDecimal amount = new BigDecimal(cash);
        BigDecimal[] told = {ZERO, ZERO, ZERO};
        for (int n = 0; n < charges.length; n++) told[n] = new BigDecimal(charges[n]);
        Optional<BigDecimal> booked = Optional.ofNullable(rate).map(BigDecimal::new);
        boolean none = amount.signum() == 0 || type == TransactionType.FX_CONVERSION;
        BaseAmount inBase = none
                ? BaseAmount.ZERO
                : booked.map(r -> BaseAmount.of(amount.multiply(r))).orElse(BaseAmount.UNKNOWN);
        moves.add(new DayMove(
                new Movement(EVENING.plusDays(1), type, security, inBase, delivered),
                currency,
                CashParts.of(type, !security.isEmpty(), amount, new CashParts.Charges(told[0], told[1], told[2])),
                booked,
                units));
        if (tracked) cashNow.merge(currency, amount, BigDecimal::add);
        return this;
    }

    /** The bought leg of a conversion. */
    Today received(String currency, String amount) {
        cashNow.merge(currency, new BigDecimal(amount), BigDecimal::add);
        return this;
    }

    DayFigures figures() {
        PortfolioValue evening = PortfolioValue.of(before, cash(cashBefore, ratesBefore));
        PortfolioValue today = PortfolioValue.of(now, cash(cashNow, ratesNow));
        return DayFigures.of(
                new DayFigures.Opening(EVENING, evening, tracked, "USD", fall),
                new DayFigures.Now(today, moves, book(ratesNow)));
    }

    static boolean movesUnitsWithoutMoney(TransactionType type) {
        return switch (Effect.of(type, true).flow()) {
            case IN_AT_MARKET_VALUE, OUT_AT_MARKET_VALUE -> true;
            case NONE, IN, OUT -> false;
        };
    }

    private static List<CashValue> cash(Map<String, BigDecimal> balances, Map<String, Conversion> rates) {
        return balances.entrySet().stream()
                .map(each -> CashValue.of(new CashHolding(each.getKey(), each.getValue()), book(rates), terms()))
                .toList();
    }

    private static PositionValue value(
            String security, String currency, BigDecimal units, String price, Map<String, Conversion> rates) {
        Holding held = new Holding(security, currency, units, ZERO, BaseAmount.ZERO, ZERO, BaseAmount.ZERO);
        Optional<Price> known =
                Optional.ofNullable(price).map(p -> new Price(new BigDecimal(p), currency, AT, false, "T"));
        return PositionValue.of(held, known, book(rates), terms());
    }

    private static ValuationTerms terms() {
        return new ValuationTerms("USD", ZoneOffset.UTC, AT, security -> Duration.ofDays(9));
    }

    private static RateBook book(Map<String, Conversion> rates) {
        return (from, to) -> {
            if (from.equals(to)) return Rate.SAME;
            Conversion known = rates.get(from);
            return known == null || !to.equals("USD")
                    ? Rate.MISSING
                    : new Rate(known, Rate.Derivation.DIRECT, Optional.of(AT));
        };
    }
}
