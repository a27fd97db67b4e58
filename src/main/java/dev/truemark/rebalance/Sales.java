package dev.truemark.rebalance;

import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.Lot;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.money.Exact;
import dev.truemark.core.rebalance.ProposedTrade;
import dev.truemark.core.rebalance.SaleLots;
import dev.truemark.core.rebalance.SaleLots.Sale;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.HeldLot;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** What proposed sales would realise, by the functions of the books. */
record Sales(BooksHead head, List<HeldLot> lots, RebalanceRequest request) {

    /**
     * @param held what is sold of
     * @param unit one unit of it, in the currency of the position
     */
    Optional<Booking> booked(ProposedTrade trade, PositionValue held, PositionValue unit) {
        BigDecimal units = trade.quantity().negate();
        boolean all = units.compareTo(held.holding().quantity()) == 0;
        BigDecimal proceeds = all
                ? held.marketValue().value().orElseThrow()
                : unit.marketValue().value().orElseThrow().multiply(units);
        BigDecimal rate = held.rate().rounded().orElseThrow();
        Sale sale = new Sale(
                trade.securityId(),
                held.holding().currency(),
                head.asOf(),
                units,
                proceeds,
                Exact.divide(trade.fee(), rate),
                held.rate().conversion());
        List<Lot> open = lots.stream()
                .filter(each -> each.securityId().equals(trade.securityId()))
                .map(HeldLot::lot)
                .toList();
        return SaleLots.sell(
                open,
                sale,
                request.taxed().map(tax -> SaleLots.leastTax(open, sale, tax)).orElse(List.of()),
                head.policies().at(head.asOf(), trade.securityId()));
    }

    static List<RebalanceView.SoldLotView> lots(Booking booking) {
        return booking.lotEvents().stream()
                .filter(each -> each.kind() == LotEvent.Kind.DISPOSE)
                .map(each -> new RebalanceView.SoldLotView(
                        each.lot().openedBy().transactionId(),
                        each.lot().openedBy().source(),
                        each.lotOpened().date(),
                        each.quantity().negate(),
                        each.realized(),
                        each.realizedBase().orNull()))
                .toList();
    }
}
