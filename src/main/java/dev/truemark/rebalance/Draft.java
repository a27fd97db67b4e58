package dev.truemark.rebalance;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.rebalance.Asset;
import dev.truemark.core.rebalance.Line;
import dev.truemark.core.rebalance.Proposal;
import dev.truemark.core.rebalance.Rebalance;
import dev.truemark.core.rebalance.Rebalance.Outcome;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.platform.problem.FieldError;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.rebalance.Compared.Member;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** What is held beside its targets, as a proposal takes it, and the proposal. */
record Draft(Compared compared, List<Asset> assets, BigDecimal cash, RebalanceRequest request, TargetsGiven targets) {

    /**
     * @param units one unit of every security
     * @throws ProblemException 409 while the price of what might have to be bought is not known
     */
    static Draft of(
            Compared compared,
            Map<String, PositionValue> units,
            BigDecimal cash,
            RebalanceRequest request,
            TargetsGiven targets) {
        List<FieldError> missing = new ArrayList<>();
        List<Asset> assets = new ArrayList<>(compared.members().size());
        for (Member each : compared.members()) {
            BaseAmount unit = units.get(each.securityId()).marketValueBase();
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
                member.position().map(each -> each.holding().quantity()).orElse(BigDecimal.ZERO),
                member.position()
                        .map(each -> each.marketValueBase().value().orElseThrow())
                        .orElse(BigDecimal.ZERO),
                unit,
                request.stepOf(security),
                known && request.mayBuy(security) && mayGrow(row, member),
                known && request.maySell(security));
    }

    /** What has no target only goes; a short position is bought back. */
    private static boolean mayGrow(Compared.Row row, Member member) {
        return row.targeted()
                || member.position()
                        .filter(each -> each.holding().quantity().signum() < 0)
                        .isPresent();
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
}
