package dev.truemark.rebalance;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.rebalance.Proposal;
import dev.truemark.performance.Given;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Positions and prices that the caller brings, in one currency.
 *
 * @param rules 0 and none unless given; targets and lots have no place there
 */
record RebalanceCalculation(
        List<PositionGiven> positions, BigDecimal cash, TargetsGiven targets, RebalanceRequest rules) {

    /**
     * A security that is held, or may be bought.
     *
     * @param quantity 0 unless given
     * @param price    of one unit
     * @param name     of its class, where targets are of classes
     */
    record PositionGiven(String securityId, BigDecimal quantity, BigDecimal price, String name) {}

    /** A proposal without what only books know; as that of a portfolio otherwise. */
    record CalculatedView(
            BigDecimal totalBefore,
            BigDecimal totalAfter,
            BigDecimal cashBefore,
            BigDecimal cashAfter,
            BigDecimal cashWeightAfter,
            BigDecimal fees,
            BigDecimal turnover,
            BigDecimal driftBefore,
            BigDecimal driftAfter,
            List<CalculatedTrade> trades,
            List<RebalanceView.LineView> lines,
            List<RebalanceView.PositionView> positions,
            List<String> untraded,
            List<String> unreachable) {}

    record CalculatedTrade(
            String securityId, RebalanceView.Side side, BigDecimal quantity, BigDecimal value, BigDecimal fee) {}

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    RebalanceCalculation checked(RebalanceConfig config) {
        FieldErrors errors = new FieldErrors();
        Given.required(errors, targets, "targets");
        if (targets != null) targets.check(errors, "targets.", config.maxTargets());
        Set<String> names = new HashSet<>();
        Given.list(errors, "positions", positions, config.maxPositions(), (each, i) -> {
            String at = "positions[" + i + "]";
            Given.required(errors, each.securityId(), at + ".security_id");
            boolean first = each.securityId() == null || names.add(each.securityId());
            errors.require(first, at + ".security_id", "DUPLICATE", "It is given twice.");
            Given.required(errors, each.price(), at + ".price");
            boolean priced = each.price() == null || each.price().signum() >= 0;
            errors.require(priced, at + ".price", "NEGATIVE", "It may not be negative.");
        });
        if (rules != null) {
            errors.require(rules.targets() == null, "rules.targets", "NOT_ALLOWED", "Targets stand beside the rules.");
            boolean books = rules.lots() != null || rules.tax() != null;
            errors.require(!books, "rules.lots", "NOT_ALLOWED", "Without books there are no lots.");
        }
        FieldErrors own = new FieldErrors();
        rules().check(own, config);
        own.list().forEach(each -> errors.add("rules." + each.field(), each.code(), each.message()));
        errors.throwIfAny();
        return this;
    }

    @Override
    public RebalanceRequest rules() {
        return rules == null ? RebalanceRequest.NONE : rules;
    }

    CalculatedView propose() {
        Map<String, BaseAmount> prices = new HashMap<>();
        positions.forEach(each -> prices.put(each.securityId(), BaseAmount.of(each.price())));
        Compared compared = Compared.of(
                positions.stream()
                        .filter(each -> quantity(each).signum() != 0 || each.name() != null)
                        .map(this::held)
                        .toList(),
                targets);
        Draft draft = Draft.of(
                compared,
                security -> prices.getOrDefault(security, BaseAmount.UNKNOWN),
                cash == null ? BigDecimal.ZERO : cash,
                rules(),
                targets);
        Proposal proposal = draft.proposal();
        List<RebalanceView.LineView> lines = draft.lines(proposal);
        return new CalculatedView(
                proposal.total().add(proposal.fees()),
                proposal.total(),
                draft.cashBefore(),
                proposal.cash(),
                Draft.cashWeight(lines),
                proposal.fees(),
                proposal.turnover(),
                proposal.driftBefore(),
                proposal.driftAfter(),
                proposal.trades().stream()
                        .map(each -> new CalculatedTrade(
                                each.securityId(),
                                each.quantity().signum() < 0 ? RebalanceView.Side.SELL : RebalanceView.Side.BUY,
                                each.quantity().abs(),
                                each.value().abs(),
                                each.fee()))
                        .toList(),
                lines,
                draft.positions(proposal),
                draft.untraded(),
                draft.unreachable());
    }

    private Compared.Held held(PositionGiven of) {
        boolean bySecurity = targets.by() == null || targets.by().equals("security");
        return new Compared.Held(
                of.securityId(),
                bySecurity ? Optional.of(of.securityId()) : Optional.ofNullable(of.name()),
                quantity(of),
                BaseAmount.of(of.price().multiply(quantity(of))));
    }

    private static BigDecimal quantity(PositionGiven of) {
        return of.quantity() == null ? BigDecimal.ZERO : of.quantity();
    }
}
