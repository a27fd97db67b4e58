package dev.truemark.core.backtest;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What is to be held. Weights are of the whole, from 0 to 1; what they leave is cash. Whatever a strategy decides on a trading
 * day it decides from what was known on the evening before, so that it never trades on the price that it saw.
 */
public sealed interface Strategy {
    /** Every security that it may ever hold. */
    Collection<String> securities();

    /** Bought once. */
    record BuyAndHold(SortedMap<String, BigDecimal> weights) implements Strategy {
        public BuyAndHold {
            weights = sorted(weights);
        }

        @Override
        public Collection<String> securities() {
            return weights.keySet();
        }
    }

    /** Brought back to the same weights on the first trading day of each period. */
    record ConstantMix(SortedMap<String, BigDecimal> weights, Every every) implements Strategy {
        public ConstantMix {
            weights = sorted(weights);
        }

        @Override
        public Collection<String> securities() {
            return weights.keySet();
        }
    }

    /** Brought back when a weight is further than {@code band} from its target. */
    record Bands(SortedMap<String, BigDecimal> weights, BigDecimal band) implements Strategy {
        public Bands {
            weights = sorted(weights);
        }

        @Override
        public Collection<String> securities() {
            return weights.keySet();
        }
    }

    /**
     * The {@code top} of {@code universe} by the change of their prices in base currency over {@code days} calendar days, each
     * with the same weight {@code 1/top}; of equal ones the smaller id. What has no price at both ends is not taken.
     */
    record Momentum(List<String> universe, int days, int top, Every every) implements Strategy {
        public Momentum {
            universe = List.copyOf(new TreeSet<>(universe));
        }

        @Override
        public Collection<String> securities() {
            return universe;
        }
    }

    /** Weights from dates on; those of the newest date hold, from the first trading day on or after it. */
    record Scheduled(NavigableMap<LocalDate, SortedMap<String, BigDecimal>> weights) implements Strategy {
        public Scheduled {
            NavigableMap<LocalDate, SortedMap<String, BigDecimal>> copy = new TreeMap<>();
            weights.forEach((date, each) -> copy.put(date, sorted(each)));
            weights = Collections.unmodifiableNavigableMap(copy);
        }

        @Override
        public Collection<String> securities() {
            Collection<String> all = new TreeSet<>();
            weights.values().forEach(each -> all.addAll(each.keySet()));
            return all;
        }
    }

    private static SortedMap<String, BigDecimal> sorted(Map<String, BigDecimal> weights) {
        return Collections.unmodifiableSortedMap(new TreeMap<>(weights));
    }
}
