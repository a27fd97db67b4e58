package dev.truemark.market;

import dev.truemark.ingest.format.ReceivedBenchmark.Kind;
import dev.truemark.ingest.format.ReceivedBenchmark.Rebalancing;
import dev.truemark.ingest.format.ReceivedBenchmark.Share;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * What portfolios are measured against: a series of levels or of returns, or a blend of instruments.
 *
 * @param currency of its levels or returns; empty where it was never told
 * @param points   by date, levels (positive) or returns of the day (decimals, not below −1); empty for a blend
 * @param blend    securities with their weights, which add up to 1; empty unless it is one
 */
public record Benchmark(
        String benchmarkId,
        Optional<String> name,
        Optional<String> currency,
        Kind kind,
        SortedMap<LocalDate, BigDecimal> points,
        List<Share> blend,
        Rebalancing rebalancing) {
    public Benchmark {
        points = Collections.unmodifiableSortedMap(new TreeMap<>(points));
        blend = List.copyOf(blend);
    }
}
