package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.ledger.Policy.Oversell;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.Optional;

/**
 * How transactions are booked from a trade date on, of a whole portfolio or of one security (DEFINITIONS 8). It holds until
 * the next entry of the same scope; a setting that it does not name is that of the level below, so an entry that names
 * none ends the one before it.
 *
 * @param effectiveFrom first trade date; {@link #BEGINNING} for the whole history
 * @param securityId    the only security that it is about; empty for all
 */
public record PolicyEntry(
        LocalDate effectiveFrom,
        Optional<String> securityId,
        Optional<CostMethod> costMethod,
        Optional<Oversell> oversell,
        Optional<DividendTreatment> dividendTreatment,
        Optional<Boolean> feesInCost) {
    /** Before every trade date. */
    public static final LocalDate BEGINNING = LocalDate.of(1, 1, 1);

    /** Those of the portfolio first, then those of each security, by date. */
    public static final Comparator<PolicyEntry> ORDER = Comparator.comparing(
                    (PolicyEntry each) -> each.securityId().orElse(""))
            .thenComparing(PolicyEntry::effectiveFrom);

    /** @throws IllegalArgumentException without a date or a security: that is the portfolio's own policy */
    public PolicyEntry {
        if (securityId.isEmpty() && effectiveFrom.equals(BEGINNING)) {
            throw new IllegalArgumentException("an entry has a date or a security");
        }
    }

    /** All settings of a policy, from a date on. */
    public static PolicyEntry of(LocalDate effectiveFrom, Policy policy) {
        return new PolicyEntry(
                effectiveFrom,
                Optional.empty(),
                Optional.of(policy.costMethod()),
                Optional.of(policy.oversell()),
                Optional.of(policy.dividendTreatment()),
                Optional.of(policy.feesInCost()));
    }

    /** A cost method alone, from a date on. */
    public static PolicyEntry of(LocalDate effectiveFrom, CostMethod method) {
        return new PolicyEntry(
                effectiveFrom,
                Optional.empty(),
                Optional.of(method),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** The same of one security. */
    public PolicyEntry on(String security) {
        return new PolicyEntry(
                effectiveFrom, Optional.of(security), costMethod, oversell, dividendTreatment, feesInCost);
    }

    /** The same without a cost method. */
    PolicyEntry withoutMethod() {
        return new PolicyEntry(effectiveFrom, securityId, Optional.empty(), oversell, dividendTreatment, feesInCost);
    }

    /** What holds where {@code below} would hold without this entry. */
    Policy over(Policy below) {
        return new Policy(
                costMethod.orElse(below.costMethod()),
                oversell.orElse(below.oversell()),
                dividendTreatment.orElse(below.dividendTreatment()),
                below.cashTracking(),
                feesInCost.orElse(below.feesInCost()));
    }

    /** The date, if it does not hold for the whole history. */
    public Optional<LocalDate> date() {
        return effectiveFrom.equals(BEGINNING) ? Optional.empty() : Optional.of(effectiveFrom);
    }
}
