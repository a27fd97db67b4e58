package dev.truemark.core.valuation;

import dev.truemark.core.market.Rate;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.money.Exact;
import dev.truemark.core.money.Scaled;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** How one currency converts into another at each of some moments: one run for each conversion. */
final class RateRuns {
    private static final Run OVER = new Run(Integer.MAX_VALUE, Conversion.UNKNOWN, Optional.empty());

    private final List<Run> runs = new ArrayList<>();

    /**
     * @param from   the first moment
     * @param factor what an amount is multiplied by, where it is not divided too and its digits fit
     */
    record Run(int from, Conversion conversion, Optional<Scaled> factor) {}

    static RateRuns of(String from, String to, List<? extends RateBook> books) {
        RateRuns all = new RateRuns();
        Conversion last = null;
        for (int n = 0; n < books.size(); n++) {
            Rate rate = books.get(n).rate(from, to);
            if (!rate.conversion().equals(last)) {
                last = rate.conversion();
                all.runs.add(new Run(n, last, factor(last)));
            }
        }
        return all;
    }

    private static Optional<Scaled> factor(Conversion conversion) {
        return conversion instanceof Conversion.Known known && known.divisor().compareTo(BigDecimal.ONE) == 0
                ? Scaled.of(known.multiplier())
                : Optional.empty();
    }

    Run get(int run) {
        return run < runs.size() ? runs.get(run) : OVER;
    }

    /** The run at a moment. */
    int at(int moment) {
        int low = 0;
        int high = runs.size() - 1;
        while (low < high) {
            int middle = (low + high + 1) >>> 1;
            if (runs.get(middle).from() <= moment) low = middle;
            else high = middle - 1;
        }
        return low;
    }

    /** The most decimals that converting adds; those of a division where there is one. */
    int mostDecimals() {
        int most = 0;
        for (Run each : runs) {
            if (each.conversion() instanceof Conversion.Known) {
                most = Math.max(most, each.factor().map(Scaled::scale).orElse(Exact.SCALE));
            }
        }
        return most;
    }
}
