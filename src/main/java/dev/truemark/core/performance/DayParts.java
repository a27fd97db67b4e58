package dev.truemark.core.performance;

import dev.truemark.core.money.BaseAmount;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;

/**
 * What the parts of a portfolio gained on a day, and what was invested in them.
 * <p><b>Definition.</b> A gain is {@code V_end − V_begin − F} with {@code F} the purchases, sales, income, charges and
 * deliveries of the part; invested is {@code V_begin} and what came in at the start of the day, purchases at the start like
 * inflows and sales at the end like outflows, by the flow timing. Cash is what the parts leave of the whole.
 *
 * @param gains    by part, {@link PortfolioContribution#CASH} among them
 * @param invested in the whole
 * @param stakes   invested in each part but cash
 */
record DayParts(Map<String, BaseAmount> gains, BaseAmount total, BaseAmount invested, Map<String, BaseAmount> stakes) {

    static DayParts of(
            PortfolioReturns returns, PortfolioDay before, PortfolioDay day, boolean net, UnaryOperator<String> part) {
        BaseAmount invested = before.value();
        BaseAmount total = day.value().minus(before.value());
        for (ExternalFlow flow : returns.flowsOf(day.date())) {
            total = total.minus(flow.amount());
            if (isAtStart(flow.amount(), returns)) invested = invested.plus(flow.amount());
        }
        Map<String, BaseAmount> gains = new TreeMap<>();
        Map<String, BaseAmount> stakes = new TreeMap<>();
        TreeSet<String> held = new TreeSet<>(before.positions().keySet());
        held.addAll(day.positions().keySet());
        for (String security : held) {
            BaseAmount begin = before.position(security);
            gains.merge(part.apply(security), day.position(security).minus(begin), BaseAmount::plus);
            stakes.merge(part.apply(security), begin, BaseAmount::plus);
        }
        for (Movement each : day.movements()) {
            if (!each.ofSecurity()) continue;
            BaseAmount into = each.intoPosition(net);
            gains.merge(part.apply(each.securityId()), into.negate(), BaseAmount::plus);
            stakes.merge(
                    part.apply(each.securityId()), isAtStart(into, returns) ? into : BaseAmount.ZERO, BaseAmount::plus);
        }
        BaseAmount cash = total;
        for (BaseAmount gain : gains.values()) cash = cash.minus(gain);
        gains.merge(PortfolioContribution.CASH, cash, BaseAmount::plus);
        return new DayParts(gains, total, invested, stakes);
    }

    private static boolean isAtStart(BaseAmount amount, PortfolioReturns returns) {
        return amount.value()
                .map(known -> Span.isAtStart(known, returns.timing()))
                .orElse(true);
    }

    /** In a part; in cash what is invested in nothing else. */
    BaseAmount investedIn(String name) {
        BaseAmount own = stakes.getOrDefault(name, BaseAmount.ZERO);
        if (!name.equals(PortfolioContribution.CASH)) return own;
        BaseAmount left = invested;
        for (BaseAmount each : stakes.values()) left = left.minus(each);
        return left.plus(own);
    }
}
