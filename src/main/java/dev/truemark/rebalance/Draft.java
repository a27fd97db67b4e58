package dev.truemark.rebalance;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import dev.truemark.core.rebalance.Asset;
import dev.truemark.core.rebalance.Line;
import dev.truemark.core.rebalance.Proposal;
import dev.truemark.core.rebalance.ProposedTrade;
import dev.truemark.core.rebalance.Rebalance;
import dev.truemark.core.rebalance.Rebalance.Outcome;
import dev.truemark.platform.problem.FieldError;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.rebalance.Compared.Member;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** What is held beside its targets, as a proposal takes it, and the proposal. */
record Draft(Compared compared, List<Asset> assets, BigDecimal cash, RebalanceRequest request, TargetsGiven targets) {

    /**
     * @param units what one unit of a security is worth
     * @throws ProblemException 409 while the price of what might have to be bought is not known
     */
    static Draft of(
            Compared compared,
            Function<String, BaseAmount> units,
            BigDecimal cash,
            RebalanceRequest request,
            TargetsGiven targets) {
        List<FieldError> missing = new ArrayList<>();
        List<Asset> assets = new ArrayList<>(compared.members().size());
        for (Member each : compared.members()) {
            BaseAmount unit = units.apply(each.securityId());
            boolean wanted = compared.rows().get(each.row()).line().target().signum() > 0;
            if (!unit.isKnown() && wanted) {
                missing.add(new FieldError(each.securityId(), "VALUE_UNKNOWN", "It has no price, or no rate."));
            } else {
                assets.add(asset(each, compared, unit.value().orElse(BigDecimal.ZERO), request));
            }
        }
        if (!missing.isEmpty()) {
            throw new ProblemException(
                    RebalanceProblems.VALUATION_INCOMPLETE, "What is to be bought needs a price.", missing);
        }
        return new Draft(compared, List.copyOf(assets), cash, request, targets);
    }

    private static Asset asset(Member member, Compared compared, BigDecimal unit, RebalanceRequest request) {
        String security = member.securityId();
        Compared.Row row = compared.rows().get(member.row());
        boolean known = row.name().isPresent();
        return new Asset(
                security,
                member.row(),
                member.held().quantity(),
                member.held().value().value().orElseThrow(),
                unit,
                request.stepOf(security),
                known && request.mayBuy(security) && mayGrow(row, member),
                known && request.maySell(security));
    }

    /** What has no target only goes; a short position is bought back. */
    private static boolean mayGrow(Compared.Row row, Member member) {
        return row.targeted() || member.held().quantity().signum() < 0;
    }

    /** @throws ProblemException 409 where there is nothing to propose */
    Proposal proposal() {
        return switch (Rebalance.of(lines(), assets, request.rules(cash, targets))) {
            case Outcome.Proposed(Proposal proposal) -> proposal;
            case Outcome.Refused(Rebalance.Refusal why) -> throw refused(why);
        };
    }

    private static ProblemException refused(Rebalance.Refusal why) {
        return switch (why) {
            case NOTHING_INVESTED ->
                new ProblemException(
                        RebalanceProblems.NOTHING_INVESTED, "Positions and cash are worth nothing, or less.");
            case CASH_OUT_OF_REACH ->
                new ProblemException(
                        RebalanceProblems.CASH_OUT_OF_REACH,
                        "Within these rules not enough can be sold to leave minimum_cash.");
        };
    }

    private List<Line> lines() {
        return compared.rows().stream().map(Compared.Row::line).toList();
    }

    /** Securities that are not told to be of any class. */
    List<String> untraded() {
        return compared.members().stream()
                .filter(each -> compared.rows().get(each.row()).name().isEmpty())
                .map(Member::securityId)
                .toList();
    }

    /** Targets of lines that have no security. */
    List<String> unreachable() {
        return IntStream.range(0, compared.rows().size())
                .filter(row -> compared.rows().get(row).line().target().signum() > 0
                        && compared.members().stream().noneMatch(each -> each.row() == row))
                .mapToObj(row -> compared.rows().get(row).name().orElseThrow())
                .toList();
    }

    /** Every line with its weights before and after. */
    List<RebalanceView.LineView> lines(Proposal proposal) {
        List<BaseAmount> before = compared.values();
        BigDecimal totalBefore = proposal.total().add(proposal.fees());
        return IntStream.range(0, before.size())
                .mapToObj(row -> line(
                        compared.rows().get(row),
                        Exact.share(BigDecimal.ONE, before.get(row).value().orElseThrow(), totalBefore),
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

    /** Every position that would be left. */
    List<RebalanceView.PositionView> positions(Proposal proposal) {
        Map<String, BigDecimal> traded = proposal.trades().stream()
                .collect(Collectors.toMap(ProposedTrade::securityId, ProposedTrade::quantity));
        return IntStream.range(0, assets.size())
                .filter(i -> quantity(i, traded).signum() != 0)
                .mapToObj(i -> new RebalanceView.PositionView(
                        assets.get(i).securityId(),
                        quantity(i, traded),
                        proposal.assets().get(i),
                        Exact.share(BigDecimal.ONE, proposal.assets().get(i), proposal.total())))
                .toList();
    }

    private BigDecimal quantity(int asset, Map<String, BigDecimal> traded) {
        Asset of = assets.get(asset);
        return of.quantity().add(traded.getOrDefault(of.securityId(), BigDecimal.ZERO));
    }

    /** What the weights of lines leave of 1. */
    static BigDecimal cashWeight(List<RebalanceView.LineView> lines) {
        return lines.stream().map(RebalanceView.LineView::weightAfter).reduce(BigDecimal.ONE, BigDecimal::subtract);
    }

    /** At hand before any trade. */
    BigDecimal cashBefore() {
        return request.rules(cash, targets).cash();
    }
}
