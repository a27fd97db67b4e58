package dev.truemark.rebalance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.market.Price;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import dev.truemark.core.rebalance.Asset;
import dev.truemark.core.rebalance.Proposal;
import dev.truemark.core.rebalance.ProposedTrade;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.rebalance.RebalanceView.Side;
import dev.truemark.rebalance.RebalanceView.TradeView;
import dev.truemark.valuation.ValuedUnits;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A proposal for a portfolio, put into words. */
record RebalanceAnswer(ValuedUnits valued, Draft draft, Proposal proposal, Sales sales) {

    RebalanceView view(Optional<LocalDate> targetsDate, String engine) {
        BooksHead head = valued.valued().books().head();
        List<TradeView> trades = proposal.trades().stream().map(this::trade).toList();
        BaseAmount realized = trades.stream()
                .filter(each -> each.side() == Side.SELL)
                .map(each -> BaseAmount.ofNullable(each.realizedPnlBase()))
                .reduce(BaseAmount.ZERO, BaseAmount::plus);
        List<RebalanceView.LineView> lines = lines();
        BigDecimal inLines =
                lines.stream().map(RebalanceView.LineView::weightAfter).reduce(BigDecimal.ZERO, BigDecimal::add);
        return new RebalanceView(
                head.portfolioId(),
                head.id(),
                head.asOf(),
                head.knownAt(),
                engine,
                head.baseCurrency(),
                targetsDate.orElse(null),
                draft.targets().by() == null ? "security" : draft.targets().by(),
                before(),
                proposal.total(),
                draft.request().rules(draft.cash(), draft.targets()).cash(),
                proposal.cash(),
                BigDecimal.ONE.subtract(inLines),
                proposal.fees(),
                proposal.turnover(),
                proposal.driftBefore(),
                proposal.driftAfter(),
                realized.orNull(),
                draft.request().taxed().isPresent() ? RebalanceRequest.LotOrder.TAX : RebalanceRequest.LotOrder.METHOD,
                trades,
                lines,
                positions(),
                draft.untraded(),
                draft.unreachable(),
                realized.isKnown() ? Map.of() : Map.of("realized_pnl_base", Undefined.VALUE_UNKNOWN),
                valued.valued().value().quality());
    }

    private BigDecimal before() {
        return proposal.total().add(proposal.fees());
    }

    private TradeView trade(ProposedTrade trade) {
        String security = trade.securityId();
        PositionValue unit = valued.units().get(security);
        Optional<PositionValue> held = draft.compared().members().stream()
                .filter(each -> each.securityId().equals(security))
                .findFirst()
                .flatMap(Compared.Member::position);
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

    private List<RebalanceView.LineView> lines() {
        BigDecimal[] before = new BigDecimal[draft.compared().rows().size()];
        Arrays.fill(before, BigDecimal.ZERO);
        for (Asset each : draft.assets()) before[each.line()] = before[each.line()].add(each.value());
        return IntStream.range(0, before.length)
                .mapToObj(row -> line(
                        draft.compared().rows().get(row),
                        Exact.share(BigDecimal.ONE, before[row], before()),
                        Exact.share(BigDecimal.ONE, proposal.lines().get(row), proposal.total())))
                .toList();
    }

    private static RebalanceView.LineView line(Compared.Row row, BigDecimal before, BigDecimal after) {
        return new RebalanceView.LineView(
                row.name().orElse(null),
                row.line().target(),
                before,
                after,
                after.subtract(row.line().target()),
                row.line().band().map(band -> band.of(after)).orElse(null));
    }

    private List<RebalanceView.PositionView> positions() {
        List<RebalanceView.PositionView> positions = new ArrayList<>();
        for (int i = 0; i < draft.assets().size(); i++) {
            Asset asset = draft.assets().get(i);
            BigDecimal traded = proposal.trades().stream()
                    .filter(each -> each.securityId().equals(asset.securityId()))
                    .map(ProposedTrade::quantity)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            BigDecimal quantity = asset.quantity().add(traded);
            if (quantity.signum() == 0) continue;
            BigDecimal value = proposal.assets().get(i);
            positions.add(new RebalanceView.PositionView(
                    asset.securityId(), quantity, value, Exact.share(BigDecimal.ONE, value, proposal.total())));
        }
        return positions;
    }
}
