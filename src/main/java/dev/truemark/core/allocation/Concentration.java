package dev.truemark.core.allocation;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/**
 * How much of what is invested is in few securities.
 *
 * <p><b>Definition.</b> With {@code g_i = |v_i| / Σ|v|} over securities, cash left out: Herfindahl index {@code Σ g_i²},
 * effective number of securities {@code 1 / Σ g_i²}, and the sum of the {@code n} largest {@code g_i}. A short position
 * counts by its size.
 *
 * <p><b>Unit.</b> Decimals: the index is between 1/number and 1. <b>Numbers.</b> Exact sums, each division to 18 decimals.
 *
 * <p><b>Source.</b> O. C. Herfindahl, Concentration in the Steel Industry (1950).
 *
 * @param largest the {@code n} largest, by size
 * @param why     why there are no figures
 */
public record Concentration(
        Optional<BigDecimal> herfindahl,
        Optional<BigDecimal> effectiveNumber,
        List<Share> largest,
        Optional<BigDecimal> largestWeight,
        Optional<Undefined> why) {

    /** @param weight {@code g_i} */
    public record Share(String securityId, BigDecimal weight) {}

    private record Size(String securityId, BigDecimal size) {}

    public Concentration {
        largest = List.copyOf(largest);
    }

    static Concentration of(List<Exposure> exposures, int n) {
        List<Size> sizes = new ArrayList<>(exposures.size());
        BigDecimal all = BigDecimal.ZERO;
        BigDecimal squares = BigDecimal.ZERO;
        for (Exposure each : exposures) {
            BaseAmount value = each.value();
            if (!value.isKnown()) return undefined(Undefined.VALUE_UNKNOWN);
            BigDecimal size = value.value().orElseThrow().abs();
            sizes.add(new Size(each.securityId(), size));
            all = all.add(size);
            squares = squares.add(size.multiply(size));
        }
        if (all.signum() == 0) return undefined(Undefined.NOTHING_INVESTED);
        sizes.sort(Comparator.comparing(Size::size).reversed().thenComparing(Size::securityId));
        List<Share> largest = new ArrayList<>(n);
        BigDecimal sum = BigDecimal.ZERO;
        for (Size each : sizes.subList(0, Math.min(n, sizes.size()))) {
            sum = sum.add(each.size());
            largest.add(new Share(each.securityId(), Exact.share(BigDecimal.ONE, each.size(), all)));
        }
        return new Concentration(
                Optional.of(Exact.divide(squares, all.multiply(all))),
                Optional.of(Exact.divide(all.multiply(all), squares)),
                largest,
                Optional.of(Exact.share(BigDecimal.ONE, sum, all)),
                Optional.empty());
    }

    private static Concentration undefined(Undefined why) {
        return new Concentration(Optional.empty(), Optional.empty(), List.of(), Optional.empty(), Optional.of(why));
    }
}
