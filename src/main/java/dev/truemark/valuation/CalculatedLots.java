package dev.truemark.valuation;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.BookState;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.Lot;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import dev.truemark.core.ledger.Policy.CashTracking;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import dev.truemark.core.valuation.CashValue;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.InstrumentLabel;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;

/**
 * The calculator's answer: a portfolio's figures of what was brought.
 *
 * @param rejected what is not booked, and why
 */
record CalculatedLots(
        String baseCurrency,
        LocalDate asOf,
        CostMethod method,
        CashTracking cashTracking,
        List<PositionFigures> positions,
        List<LotFigures> lots,
        List<GainFigures> realizedGains,
        List<CashLotFigures> cash,
        Totals totals,
        Quality quality,
        List<Rejected> rejected) {

    record Rejected(String transactionId, String source, Booking.Reason reason) {}

    /** @param lotId the transaction that opened it, and which of its lots */
    record LotFigures(
            String lotId,
            String securityId,
            String transactionId,
            String source,
            LocalDate openedOn,
            String currency,
            BigDecimal quantity,
            BigDecimal costBasis,
            BigDecimal averageCost,
            BigDecimal costBasisBase,
            boolean basisEstimated) {
        static LotFigures of(String securityId, String currency, Lot lot) {
            return new LotFigures(
                    idOf(lot.id()),
                    securityId,
                    lot.id().openedBy().transactionId(),
                    lot.id().openedBy().source(),
                    lot.opened().date(),
                    currency,
                    lot.quantity(),
                    lot.cost(),
                    Exact.divide(lot.cost(), lot.quantity()),
                    lot.costBase().orNull(),
                    lot.basisEstimated());
        }
    }

    /** @param quantity units disposed of; the two effects add up to {@code realizedPnlBase} */
    record GainFigures(
            String securityId,
            String transactionId,
            String source,
            LocalDate transactionDate,
            String lotId,
            LocalDate openedOn,
            String currency,
            BigDecimal quantity,
            BigDecimal proceeds,
            BigDecimal proceedsBase,
            BigDecimal cost,
            BigDecimal costBase,
            BigDecimal realizedPnl,
            BigDecimal realizedPnlBase,
            BigDecimal priceEffectBase,
            BigDecimal fxEffectBase) {
        static GainFigures of(Transaction t, LotEvent e) {
            return new GainFigures(
                    t.securityId(),
                    t.key().transactionId(),
                    t.key().source(),
                    t.order().date(),
                    idOf(e.lot()),
                    e.lotOpened().date(),
                    t.currency(),
                    e.quantity().negate(),
                    e.proceeds(),
                    e.proceedsBase().orNull(),
                    e.cost().negate(),
                    e.costBase().negate().orNull(),
                    e.realized(),
                    e.realizedBase().orNull(),
                    e.priceEffectBase().orNull(),
                    e.fxEffectBase().orNull());
        }
    }

    /**
     * A balance; of a foreign currency with what it cost at the rates of its days, and what converting it has gained.
     *
     * @param unrealizedFxBase {@code balanceBase − costBasisBase}
     */
    record CashLotFigures(
            String currency,
            BigDecimal balance,
            BigDecimal fxRate,
            BigDecimal balanceBase,
            BigDecimal costBasisBase,
            BigDecimal unrealizedFxBase,
            BigDecimal realizedFxBase) {
        static CashLotFigures of(CashValue value, BookResult lots) {
            BaseAmount cost = lots == null ? value.balanceBase() : lots.end().costBase();
            BaseAmount gained = lots == null ? BaseAmount.ZERO : lots.end().realizedBase();
            return new CashLotFigures(
                    value.cash().currency(),
                    value.cash().balance(),
                    value.rate().rounded().orElse(null),
                    value.balanceBase().orNull(),
                    cost.orNull(),
                    value.balanceBase().minus(cost).orNull(),
                    gained.orNull());
        }
    }

    /** Those of a valuation, and what was realised and received so far, in base currency. */
    record Totals(
            BigDecimal positionsValue,
            BigDecimal pricedValue,
            BigDecimal cashBalance,
            BigDecimal totalValue,
            BigDecimal totalCost,
            BigDecimal totalGainLoss,
            BigDecimal totalGainLossPercent,
            BigDecimal realizedPnlBase,
            BigDecimal realizedFxBase,
            BigDecimal incomeBase) {}

    static CalculatedLots of(PortfolioBooks books, PortfolioValue value, String baseCurrency, LocalDate asOf) {
        List<LotFigures> lots = new ArrayList<>();
        books.books()
                .forEach((security, book) -> book.end()
                        .lots()
                        .forEach(lot ->
                                lots.add(LotFigures.of(security, book.end().currency(), lot))));
        SortedMap<String, BookResult> cashLots = books.cashLots(baseCurrency);
        return new CalculatedLots(
                baseCurrency,
                asOf,
                books.policies().own().costMethod(),
                books.cashTracked() ? CashTracking.TRACKED : CashTracking.IMPLIED,
                value.positions().stream()
                        .map(p -> PositionFigures.of(p, InstrumentLabel.NONE, value, ZoneOffset.UTC))
                        .toList(),
                lots,
                gains(books),
                value.cash().stream()
                        .map(c -> CashLotFigures.of(c, cashLots.get(c.cash().currency())))
                        .toList(),
                totals(books, value, cashLots),
                value.quality(),
                books.bookings().stream()
                        .filter(b -> b.reason().isPresent())
                        .map(b -> new Rejected(
                                b.transaction().key().transactionId(),
                                b.transaction().key().source(),
                                b.reason().get()))
                        .toList());
    }

    private static List<GainFigures> gains(PortfolioBooks books) {
        List<GainFigures> gains = new ArrayList<>();
        for (Booking booking : books.bookings()) {
            for (LotEvent event : booking.lotEvents()) {
                boolean realises = event.kind() == LotEvent.Kind.DISPOSE
                        || event.realized().signum() != 0;
                if (realises) gains.add(GainFigures.of(booking.transaction(), event));
            }
        }
        return gains;
    }

    private static Totals totals(PortfolioBooks books, PortfolioValue value, SortedMap<String, BookResult> cashLots) {
        List<BookState> ends =
                books.books().values().stream().map(BookResult::end).toList();
        return new Totals(
                value.positionsValue().orNull(),
                value.pricedValue(),
                value.cashBalance().orNull(),
                value.totalValue().orNull(),
                value.totalCost().orNull(),
                value.totalGainLoss().orNull(),
                value.totalGainLossPercent().orElse(null),
                ends.stream()
                        .map(BookState::realizedBase)
                        .reduce(BaseAmount.ZERO, BaseAmount::plus)
                        .orNull(),
                cashLots.values().stream()
                        .map(book -> book.end().realizedBase())
                        .reduce(BaseAmount.ZERO, BaseAmount::plus)
                        .orNull(),
                ends.stream()
                        .map(BookState::incomeBase)
                        .reduce(BaseAmount.ZERO, BaseAmount::plus)
                        .orNull());
    }

    private static String idOf(LotId lot) {
        return lot.openedBy().transactionId() + "." + lot.ordinal();
    }
}
