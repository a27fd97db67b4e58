package dev.truemark.rebalance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.rebalance.Proposal;
import dev.truemark.core.rebalance.ProposedTrade;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.rebalance.RebalanceView.Side;
import dev.truemark.rebalance.RebalanceView.TradeView;
import dev.truemark.valuation.ValuedUnits;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A proposal for a portfolio, put into words. */
record RebalanceAnswer(ValuedUnits valued, Draft draft, Proposal proposal, Sales sales) {

    RebalanceView view(Optional<LocalDate> targetsDate, String engine) {
        BooksHead head = valued.valued().books().head();
        List<TradeView> trades = proposal.trades().stream().map(this::trade).toList();
        BaseAmount realized = trades.stream()
                .filter(each -> each.side() == Side.SELL)
                .map(each -> BaseAmount.ofNullable(each.realizedPnlBase()))
                .reduce(BaseAmount.ZERO, BaseAmount::plus);
        List<RebalanceView.LineView> lines = draft.lines(proposal);
        return new RebalanceView(
                BooksStamp.of(head, engine),
                targetsDate.orElse(null),
                draft.targets().by() == null ? "security" : draft.targets().by(),
                proposal.total().add(proposal.fees()),
                proposal.total(),
                draft.cashBefore(),
                proposal.cash(),
                Draft.cashWeight(lines),
                proposal.fees(),
                proposal.turnover(),
                proposal.driftBefore(),
                proposal.driftAfter(),
                realized.orNull(),
                draft.request().taxed().isPresent() ? RebalanceRequest.LotOrder.TAX : RebalanceRequest.LotOrder.METHOD,
                trades,
                lines,
                draft.positions(proposal),
                draft.untraded(),
                draft.unreachable(),
                realized.isKnown() ? Map.of() : Map.of("realized_pnl_base", Undefined.VALUE_UNKNOWN),
                valued.valued().value().quality());
    }

    private TradeView trade(ProposedTrade trade) {
        String security = trade.securityId();
        PositionValue unit = valued.units().get(security);
        Optional<PositionValue> held = valued.valued().value().positions().stream()
                .filter(each -> each.holding().isOpen())
                .filter(each -> each.holding().securityId().equals(security))
                .findFirst();
        boolean sells = trade.quantity().signum() < 0;
        Optional<Booking> booking =
                sells ? held.flatMap(position -> sales.booked(trade, position, unit)) : Optional.empty();
        return new TradeView(
                security,
                nameOf(security),
                sells ? Side.SELL : Side.BUY,
                trade.quantity().abs(),
                unit.price().map(Price::price).orElse(null),
                unit.price().map(Price::currency).orElse(null),
                trade.value().abs(),
                trade.fee(),
                held.map(each -> each.holding().currency()).orElse(null),
                booking.map(Booking::realized).orElse(null),
                booking.map(each -> each.realizedBase().orNull()).orElse(null),
                booking.map(Sales::lots).orElse(List.of()));
    }

    private String nameOf(String security) {
        return valued.valued().books().positions().stream()
                .filter(each -> each.securityId().equals(security))
                .map(HeldPosition::instrument)
                .findFirst()
                .map(label -> label.name())
                .orElse(null);
    }
}
