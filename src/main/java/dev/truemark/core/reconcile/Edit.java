package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * Books with one mistake mended.
 *
 * @param mistaken what is taken out
 * @param mended   what is put in
 */
record Edit(Optional<Transaction> mistaken, Optional<Transaction> mended) {
    static Edit remove(Transaction mistaken) {
        return new Edit(Optional.of(mistaken), Optional.empty());
    }

    static Edit insert(Transaction missing) {
        return new Edit(Optional.empty(), Optional.of(missing));
    }

    static Edit replace(Transaction mistaken, Transaction mended) {
        return new Edit(Optional.of(mistaken), Optional.of(mended));
    }

    /** The securities whose books it touches, {@code ""} for cash alone. */
    Set<String> securities() {
        Set<String> touched = new TreeSet<>();
        mistaken.ifPresent(t -> add(touched, t));
        mended.ifPresent(t -> add(touched, t));
        return touched;
    }

    private static void add(Set<String> touched, Transaction t) {
        touched.add(t.securityId());
        t.target().ifPresent(touched::add);
    }

    List<Transaction> applyTo(List<Transaction> run) {
        List<Transaction> edited = new ArrayList<>(run.size() + 1);
        Optional<TransactionKey> out = mistaken.map(Transaction::key);
        for (Transaction t : run) {
            if (out.isEmpty() || !out.get().equals(t.key())) edited.add(t);
        }
        mended.ifPresent(edited::add);
        return edited;
    }
}
