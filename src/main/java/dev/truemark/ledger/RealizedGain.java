package dev.truemark.ledger;

import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.TransactionKey;
import java.time.LocalDate;

/**
 * What a transaction realised on one lot.
 *
 * @param currency of the transaction, and of the position then; the local figures of {@code event} are in it
 * @param seq      place among the lot events of the transaction
 */
public record RealizedGain(
        String securityId, String currency, TransactionKey transaction, LocalDate date, int seq, LotEvent event) {

    static boolean realises(LotEvent event) {
        return event.kind() == LotEvent.Kind.DISPOSE || event.realized().signum() != 0;
    }
}
