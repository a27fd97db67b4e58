package dev.truemark.ledger;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.platform.messaging.InRecord;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What a record asks of one portfolio's books. */
sealed interface Command {
    InRecord record();

    PortfolioRef portfolio();

    /** A transaction was told. {@code supersedes} is the revision that it claims to replace. */
    record Tell(InRecord record, PortfolioRef portfolio, Fact fact, Optional<Integer> supersedes) implements Command {}

    /** A portfolio was described, or its policy changed; absent fields stay as they are. */
    record Describe(InRecord record, PortfolioRef portfolio, Profile profile, PolicyChange policy) implements Command {}

    /** Rates or instruments have come that these bookings may use. */
    record Heal(InRecord record, PortfolioRef portfolio, List<TransactionKey> transactions) implements Command {}

    /** Book everything again from the first day. */
    record Rebuild(InRecord record, PortfolioRef portfolio) implements Command {}

    /** Fields of a portfolio that are no part of its books; null where not told. */
    record Profile(
            String name,
            String description,
            String baseCurrency,
            String timeZone,
            LocalDate openDate,
            LocalDate closeDate,
            String riskHorizon,
            String benchmarkId) {}

    /**
     * The parts of the policies that are told.
     *
     * @param entries    all that holds from a date on or for one security
     * @param supersedes the revision that it claims to replace
     * @param toldBy     name of the user who said so
     */
    record PolicyChange(
            Optional<Policy.CostMethod> costMethod,
            Optional<Policy.Oversell> oversell,
            Optional<Policy.DividendTreatment> dividendTreatment,
            Optional<Policy.CashTracking> cashTracking,
            Optional<Boolean> feesInCost,
            Optional<List<PolicyEntry>> entries,
            Optional<Integer> supersedes,
            Optional<String> toldBy) {
        Policies applyTo(Policies before) {
            Policy p = before.own();
            Policy own = new Policy(
                    costMethod.orElse(p.costMethod()),
                    oversell.orElse(p.oversell()),
                    dividendTreatment.orElse(p.dividendTreatment()),
                    cashTracking.orElse(p.cashTracking()),
                    feesInCost.orElse(p.feesInCost()));
            return entries.map(told -> Policies.of(own, told)).orElseGet(() -> before.over(own));
        }
    }
}
