package dev.truemark.core.market;

import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.money.Scaled;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * The price of one security in force at each of some moments, which are numbered from 0: one run for each price, in columns, so
 * that the closes of many years take no object each. Immutable.
 */
public final class PriceRuns {
    /** Of a security without any price. */
    public static final PriceRuns NONE = new Builder(1).add(0, Optional.empty()).build();

    private final int[] from;
    private final long[] unscaled;
    private final byte[] scales;
    private final long[] micros;
    /** Of each run its place among {@code kinds}. */
    private final int[] kind;

    private final List<Told> kinds;
    private final Price[] wide;
    private final int mostDecimals;

    private PriceRuns(Builder built) {
        from = Arrays.copyOf(built.from, built.size);
        unscaled = Arrays.copyOf(built.unscaled, built.size);
        scales = Arrays.copyOf(built.scales, built.size);
        micros = Arrays.copyOf(built.micros, built.size);
        kind = Arrays.copyOf(built.kind, built.size);
        kinds = List.copyOf(built.kinds);
        wide = built.wide == null ? null : Arrays.copyOf(built.wide, built.size);
        int most = 0;
        for (byte each : scales) most = Math.max(most, each);
        mostDecimals = most;
    }

    private PriceRuns(PriceRuns same, List<Told> kinds, Price[] wide) {
        this.from = same.from;
        this.unscaled = same.unscaled;
        this.scales = same.scales;
        this.micros = same.micros;
        this.kind = same.kind;
        this.kinds = List.copyOf(kinds);
        this.wide = wide;
        this.mostDecimals = same.mostDecimals;
    }

    /** What many prices of a security have in common. */
    public record Told(String currency, boolean dateOnly, String source, Quotation quotation) {
        /** While no price is in force. */
        public static final Told NOTHING = new Told("", false, "", Quotation.UNKNOWN);

        public boolean isNothing() {
            return currency.isEmpty();
        }

        private Told as(Quotation other) {
            return isNothing() ? this : new Told(currency, dateOnly, source, other);
        }
    }

    /** How many runs; at least one, the first from moment 0. */
    public int size() {
        return from.length;
    }

    /** The first moment of a run. */
    public int from(int run) {
        return from[run];
    }

    /** The first moment after a run; {@link Integer#MAX_VALUE} of the last. */
    public int end(int run) {
        return run + 1 < from.length ? from[run + 1] : Integer.MAX_VALUE;
    }

    /** The run at a moment. */
    public int at(int moment) {
        int found = Arrays.binarySearch(from, moment);
        return found < 0 ? -found - 2 : found;
    }

    /** {@link Told#NOTHING} where no price is in force. */
    public Told told(int run) {
        return kinds.get(kind[run]);
    }

    /** The same number for runs that have the same {@link #told}. */
    public int kind(int run) {
        return kind[run];
    }

    /** Whether the price of a run is {@code unscaled · 10^(−scale)}; of the others there is {@link #price} alone. */
    public boolean isScaled(int run) {
        return wide == null || wide[run] == null;
    }

    public long unscaled(int run) {
        return unscaled[run];
    }

    public int scale(int run) {
        return scales[run];
    }

    /** Microseconds from the epoch of {@link Price#at}. */
    public long micros(int run) {
        return micros[run];
    }

    /** The most decimals of a scaled price. */
    public int mostDecimals() {
        return mostDecimals;
    }

    /** In which currencies it is quoted over time. */
    public Set<String> currencies() {
        Set<String> currencies = new LinkedHashSet<>();
        for (Told each : kinds) if (!each.isNothing()) currencies.add(each.currency());
        return currencies;
    }

    public Optional<Price> price(int run) {
        Told each = told(run);
        if (each.isNothing()) return Optional.empty();
        if (!isScaled(run)) return Optional.of(wide[run]);
        return Optional.of(new Price(
                BigDecimal.valueOf(unscaled[run], scales[run]),
                each.currency(),
                Instant.EPOCH.plus(micros[run], ChronoUnit.MICROS),
                each.dateOnly(),
                each.source(),
                each.quotation()));
    }

    /** The same prices as ones of what {@code quotation} says. */
    public PriceRuns as(Quotation quotation) {
        Price[] others = wide == null ? null : wide.clone();
        for (int n = 0; others != null && n < others.length; n++) {
            if (others[n] != null) others[n] = others[n].as(quotation);
        }
        return new PriceRuns(
                this, kinds.stream().map(each -> each.as(quotation)).toList(), others);
    }

    /** Takes the runs one after the other. */
    public static final class Builder {
        private int size;
        private int[] from;
        private long[] unscaled;
        private byte[] scales;
        private long[] micros;
        private int[] kind;
        private final List<Told> kinds = new ArrayList<>();
        private Price[] wide;

        /** @param expected how many runs there may be; it may be exceeded */
        public Builder(int expected) {
            int capacity = Math.max(1, expected);
            from = new int[capacity];
            unscaled = new long[capacity];
            scales = new byte[capacity];
            micros = new long[capacity];
            kind = new int[capacity];
        }

        /** From {@code moment} on this price is in force; a moment later than the last. */
        public Builder add(int moment, long scaled, int scale, long epochMicros, Told what) {
            if (size == from.length) grow();
            from[size] = moment;
            unscaled[size] = scaled;
            scales[size] = (byte) scale;
            micros[size] = epochMicros;
            kind[size] = kindOf(what);
            size++;
            return this;
        }

        /** The same of the price of a run of others. */
        public Builder add(int moment, PriceRuns others, int run) {
            if (!others.isScaled(run)) return add(moment, others.price(run));
            return add(moment, others.unscaled[run], others.scales[run], others.micros[run], others.told(run));
        }

        /** The same of any price, or of none. */
        public Builder add(int moment, Optional<Price> price) {
            if (price.isEmpty()) return add(moment, 0, 0, 0, Told.NOTHING);
            Price each = price.get();
            Told what = new Told(each.currency(), each.dateOnly(), each.source(), each.quotation());
            BigDecimal decimal = each.price();
            Optional<Scaled> scaled = Scaled.of(decimal);
            long epochMicros = ChronoUnit.MICROS.between(Instant.EPOCH, each.at());
            boolean whole = Instant.EPOCH.plus(epochMicros, ChronoUnit.MICROS).equals(each.at());
            if (scaled.isPresent() && whole) {
                return add(moment, scaled.get().unscaled(), scaled.get().scale(), epochMicros, what);
            }
            add(moment, 0, 0, epochMicros, what);
            if (wide == null) wide = new Price[from.length];
            wide[size - 1] = each;
            return this;
        }

        private int kindOf(Told what) {
            if (size > 0 && kinds.get(kind[size - 1]).equals(what)) return kind[size - 1];
            int known = kinds.indexOf(what);
            if (known >= 0) return known;
            kinds.add(what);
            return kinds.size() - 1;
        }

        private void grow() {
            int capacity = 2 * from.length;
            from = Arrays.copyOf(from, capacity);
            unscaled = Arrays.copyOf(unscaled, capacity);
            scales = Arrays.copyOf(scales, capacity);
            micros = Arrays.copyOf(micros, capacity);
            kind = Arrays.copyOf(kind, capacity);
            if (wide != null) wide = Arrays.copyOf(wide, capacity);
        }

        /** @throws IllegalStateException where the first run is not from moment 0 or one is not later than the one before */
        public PriceRuns build() {
            for (int n = 0; n < size; n++) {
                if (n == 0 ? from[n] != 0 : from[n] <= from[n - 1]) {
                    throw new IllegalStateException("a run from " + from[n]);
                }
            }
            if (size == 0) throw new IllegalStateException("no run");
            return new PriceRuns(this);
        }
    }

    /** Runs of what a book of each moment says of {@code securityId}. */
    public static PriceRuns of(String securityId, Iterable<? extends PriceBook> books) {
        Builder runs = new Builder(1);
        Optional<Price> last = Optional.empty();
        int moment = 0;
        for (PriceBook book : books) {
            Optional<Price> price = book.priceOf(securityId);
            if (moment == 0 || !price.equals(last)) runs.add(moment, price);
            last = price;
            moment++;
        }
        return moment == 0 ? NONE : runs.build();
    }
}
