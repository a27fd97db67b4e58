package dev.truemark.core.valuation;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The quality of a sum at each of some moments, from those of its parts; nearly all of them are complete. */
final class QualityRuns {
    private static final Quality COMPLETE = Quality.of(true, List.of(), List.of(), List.of());

    private final int[] parts;
    private final Map<Integer, List<Change>> changes = new HashMap<>();

    QualityRuns(int moments) {
        parts = new int[moments + 1];
    }

    /** @param quality null once the part is complete again, or gone */
    private record Change(int part, Quality quality) {}

    /** There is one more part. */
    void addPart(int from, int to) {
        parts[from]++;
        parts[to]--;
    }

    /** The quality of a part where it is not complete; parts are told apart by number, the times of one by their order. */
    void add(int part, int from, int to, Quality quality) {
        if (quality.equals(COMPLETE)) return;
        changes.computeIfAbsent(from, moment -> new ArrayList<>()).add(new Change(part, quality));
        changes.computeIfAbsent(to, moment -> new ArrayList<>()).add(new Change(part, null));
    }

    /** At each moment, in their order. */
    List<Quality> all() {
        List<Quality> all = new ArrayList<>(parts.length - 1);
        TreeMap<Integer, Quality> incomplete = new TreeMap<>();
        Quality last = Quality.of(List.of());
        int count = 0;
        for (int n = 0; n < parts.length - 1; n++) {
            List<Change> now = changes.getOrDefault(n, List.of());
            for (Change each : now) {
                if (each.quality() == null) incomplete.remove(each.part());
                else incomplete.put(each.part(), each.quality());
            }
            count += parts[n];
            boolean same = now.isEmpty() && (parts[n] == 0 || incomplete.isEmpty());
            if (!same) last = Quality.of(List.copyOf(incomplete.values()), count - incomplete.size());
            all.add(last);
        }
        return all;
    }
}
