package dev.truemark.alert;

import java.util.Optional;
import java.util.UUID;

/**
 * One event that a webhook is told of.
 *
 * @param id       the same in every attempt
 * @param attempt  from 1 on; also who sends
 * @param receiver of the rule as it is now; empty where it has no webhook any more
 */
record Delivery(UUID id, int attempt, AlertEvent event, Optional<Receiver> receiver) {

    /** @param secret key of the signature */
    record Receiver(String url, String secret) {
        @Override
        public String toString() {
            return "Receiver[…]";
        }
    }

    enum State {
        PENDING,
        DELIVERED,
        /** Given up after the last attempt, or because the receiver is gone for good. */
        FAILED,
        /** The rule has no webhook any more. */
        CANCELLED
    }
}
