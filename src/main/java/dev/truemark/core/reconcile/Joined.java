package dev.truemark.core.reconcile;

import dev.truemark.core.ledger.Transaction;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Which securities corporate actions join, so that a change of one books the others again too. */
final class Joined {
    private final Map<String, String> parent = new HashMap<>();
    private final Map<String, List<Transaction>> runs = new HashMap<>();

    Joined(Collection<Transaction> transactions) {
        for (Transaction t : transactions) t.target().ifPresent(target -> join(t.securityId(), target));
        for (Transaction t : transactions) {
            runs.computeIfAbsent(root(t.securityId()), any -> new ArrayList<>()).add(t);
        }
    }

    private void join(String one, String other) {
        parent.put(root(one), root(other));
    }

    private String root(String security) {
        String at = security;
        for (String up = parent.get(at); up != null && !up.equals(at); up = parent.get(at)) at = up;
        return at;
    }

    /** Of every security that is joined to one of them. */
    List<Transaction> runOf(Set<String> securities) {
        Set<String> roots = new TreeSet<>();
        for (String security : securities) roots.add(root(security));
        List<Transaction> run = new ArrayList<>();
        for (String root : roots) run.addAll(runs.getOrDefault(root, List.of()));
        return run;
    }
}
