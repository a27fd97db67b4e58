package dev.truemark.alert;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;

/**
 * A rule that fired, with the figure that it fired on, and how it ended.
 *
 * @param rule     as it was then
 * @param figure   as it was then
 * @param resolved empty while it is open
 */
record Alert(
        UUID id,
        Rule rule,
        At figure,
        Instant firedAt,
        long firedSeq,
        Optional<Resolved> resolved,
        Instant acknowledgedAt) {

    record Rule(
            UUID id,
            int revision,
            String name,
            AlertKind kind,
            Direction direction,
            BigDecimal threshold,
            String securityId) {}

    /**
     * A figure and what it rests on; REST answers it again.
     *
     * @param value     null where the rule is about a price that is missing
     * @param reason    why there is no value
     * @param basis     of the valuation; null where {@code asOf} and {@code knownAt} repeat the figure
     * @param stateHash of the valuation at that moment
     */
    record At(BigDecimal value, String reason, LocalDate asOf, Instant knownAt, String basis, String stateHash) {}

    record Resolved(Instant at, long seq, BigDecimal value, Resolution why) {}

    enum Resolution {
        /** The figure came back. */
        RETURNED,
        /** The rule is another one now, or is not looked at any more. */
        RULE_CHANGED,
        RULE_REMOVED
    }

    enum State {
        OPEN,
        RESOLVED
    }

    enum Event {
        FIRED,
        RESOLVED
    }

    State state() {
        return resolved.isPresent() ? State.RESOLVED : State.OPEN;
    }
}
