package dev.truemark.ledger;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.CashEffect;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;

/**
 * What the newest revision of a transaction did; a row of {@code booking}. Unknown base amounts are null, and so are the
 * target of what has none and the second leg of what is no conversion.
 */
record BookedRow(
        long portfolioKey,
        TransactionKey key,
        int revision,
        String securityId,
        LocalDate tradeDate,
        String status,
        String reason,
        String waitingFor,
        BigDecimal netCost,
        BigDecimal netCostBase,
        BigDecimal proceeds,
        BigDecimal realized,
        BigDecimal realizedBase,
        BigDecimal income,
        BigDecimal incomeBase,
        String cashCurrency,
        BigDecimal cashAmount,
        BigDecimal fxMultiplier,
        BigDecimal fxDivisor,
        String targetSecurityId,
        String boughtCurrency,
        BigDecimal boughtAmount,
        BigDecimal foundPrice) {

    static BookedRow of(long portfolioKey, String baseCurrency, Booking b) {
        var t = b.transaction();
        BigDecimal cash = b.cash().stream()
                .filter(c -> c.currency().equals(t.currency()))
                .map(CashEffect::amount)
                .reduce(BigDecimal.ZERO, BigDecimal::add);
        CashEffect bought = b.cash().stream()
                .filter(c -> !c.currency().equals(t.currency()))
                .findFirst()
                .orElse(null);
        Conversion.Known fx = t.toBase() instanceof Conversion.Known k ? k : null;
        return new BookedRow(
                portfolioKey,
                t.key(),
                t.revision(),
                t.securityId(),
                t.order().date(),
                b.status().name(),
                b.reason().map(Enum::name).orElse(null),
                b.status() == Booking.Status.WAITING ? "RATE " + t.currency() + "/" + baseCurrency : null,
                b.netCost(),
                orNull(b.netCostBase()),
                b.proceeds(),
                b.realized(),
                orNull(b.realizedBase()),
                b.income(),
                orNull(b.incomeBase()),
                t.currency(),
                cash,
                fx == null ? null : fx.multiplier(),
                fx == null ? null : fx.divisor(),
                t.target().orElse(null),
                bought == null ? null : bought.currency(),
                bought == null ? null : bought.amount(),
                t.terms().foundPrice().orElse(null));
    }

    private static BigDecimal orNull(BaseAmount amount) {
        return amount.orNull();
    }

    /** Whether both say the same; numbers are compared as numbers. */
    boolean sameAs(BookedRow o) {
        return revision == o.revision
                && securityId.equals(o.securityId)
                && tradeDate.equals(o.tradeDate)
                && status.equals(o.status)
                && Objects.equals(reason, o.reason)
                && Objects.equals(waitingFor, o.waitingFor)
                && cashCurrency.equals(o.cashCurrency)
                && same(netCost, o.netCost)
                && same(netCostBase, o.netCostBase)
                && same(proceeds, o.proceeds)
                && same(realized, o.realized)
                && same(realizedBase, o.realizedBase)
                && same(income, o.income)
                && same(incomeBase, o.incomeBase)
                && same(cashAmount, o.cashAmount)
                && same(fxMultiplier, o.fxMultiplier)
                && same(fxDivisor, o.fxDivisor)
                && Objects.equals(targetSecurityId, o.targetSecurityId)
                && Objects.equals(boughtCurrency, o.boughtCurrency)
                && same(boughtAmount, o.boughtAmount)
                && same(foundPrice, o.foundPrice);
    }

    static boolean same(BigDecimal a, BigDecimal b) {
        return a == null || b == null ? a == b : a.compareTo(b) == 0;
    }
}
