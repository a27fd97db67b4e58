package dev.truemark.core.valuation;

import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.market.PriceRuns;
import dev.truemark.core.market.PriceTable;
import dev.truemark.core.market.RateBook;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.money.Exact;
import dev.truemark.core.money.ExactSums;
import dev.truemark.core.money.Scaled;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a portfolio was worth at each of many moments (DEFINITIONS 12 to 14): the totals that {@link PortfolioValue} has there,
 * equal to the last digit, without a {@link PositionValue} for each position and moment.
 *
 * <p>A position is valued once for each stretch over which its quantity, price and rate stay; a total is the sum of what holds
 * then. Whatever is not a unit price in the currency of the position, such as that of a bond, whose interest accrues day by
 * day, goes through {@link PositionValue#of} at each moment.
 *
 * <p><b>Numbers.</b> Exact, as {@link ExactSums} are; a value that divides is that of {@link Conversion#apply}.
 */
public final class DayTotals {
    private static final long MICROS = 1_000_000;
    /** Far longer than a price is in force, and its microseconds are a {@code long}. */
    private static final long LONGEST_SECONDS = 1_000_000_000_000L;

    private final PriceTable prices;
    private final List<? extends RateBook> rates;
    private final TermsOverTime terms;
    private final ExactSums sums;
    private final int[] unknown;
    private final QualityRuns qualities;
    /** Microseconds from the epoch of the first whole second after each moment. */
    private final long[] after;

    private final Map<String, RateRuns> toBase;
    private int part;

    private DayTotals(
            PriceTable prices,
            List<? extends RateBook> rates,
            TermsOverTime terms,
            Map<String, RateRuns> toBase,
            int decimals) {
        int moments = terms.moments();
        this.prices = prices;
        this.rates = rates;
        this.terms = terms;
        this.toBase = toBase;
        this.sums = new ExactSums(moments, Math.min(decimals, Exact.SCALE));
        this.unknown = new int[moments + 1];
        this.qualities = new QualityRuns(moments);
        this.after = terms.at().stream()
                .mapToLong(at -> (at.getEpochSecond() + 1) * MICROS)
                .toArray();
    }

    /**
     * @param holdings of each security one after the other; none that is closed
     * @param cash     of each currency; no balance of zero
     * @param prices   at the moments of {@code terms}
     * @param rates    at the same
     * @return one for each moment, in their order
     */
    public static List<DayTotal> of(
            List<Stretch<Holding>> holdings,
            List<Stretch<CashHolding>> cash,
            PriceTable prices,
            List<? extends RateBook> rates,
            TermsOverTime terms) {
        Map<String, RateRuns> toBase = new HashMap<>();
        int decimals = 0;
        for (Stretch<Holding> each : holdings) {
            RateRuns rate = rates(each.held().currency(), rates, terms, toBase);
            int needed = scaled(each.held()).map(Scaled::scale).orElse(Exact.SCALE)
                    + prices.of(each.held().securityId()).mostDecimals()
                    + rate.mostDecimals();
            decimals = Math.max(decimals, needed);
        }
        for (Stretch<CashHolding> each : cash) {
            RateRuns rate = rates(each.held().currency(), rates, terms, toBase);
            decimals = Math.max(decimals, Math.max(0, each.held().balance().scale()) + rate.mostDecimals());
        }
        DayTotals totals = new DayTotals(prices, rates, terms, toBase, decimals);
        holdings.forEach(totals::add);
        cash.forEach(totals::addCash);
        return totals.all();
    }

    private static Optional<Scaled> scaled(Holding held) {
        BigDecimal quantity = held.quantity();
        return Scaled.of(quantity.scale() > 0 ? Exact.canonical(quantity) : quantity);
    }

    private static RateRuns rates(
            String currency, List<? extends RateBook> rates, TermsOverTime terms, Map<String, RateRuns> toBase) {
        RateRuns known = toBase.get(currency);
        if (known != null) return known;
        RateRuns found = RateRuns.of(currency, terms.baseCurrency(), rates);
        toBase.put(currency, found);
        return found;
    }

    private List<DayTotal> all() {
        BigDecimal[] values = sums.sums();
        List<Quality> quality = qualities.all();
        List<DayTotal> all = new ArrayList<>(values.length);
        int missing = 0;
        for (int n = 0; n < values.length; n++) {
            missing += unknown[n];
            all.add(new DayTotal(missing > 0 ? BaseAmount.UNKNOWN : BaseAmount.of(values[n]), quality.get(n)));
        }
        return all;
    }

    /** One holding, cut where its price or its rate changes. */
    private void add(Stretch<Holding> stretch) {
        Holding held = stretch.held();
        part++;
        qualities.addPart(stretch.from(), stretch.to());
        UnitPrices units = new UnitPrices(held, stretch.from());
        RateRuns rates = toBase.get(held.currency());
        int run = rates.at(stretch.from());
        while (units.moment < stretch.to()) {
            RateRuns.Run rate = rates.get(run);
            int nextRate = rates.get(run + 1).from();
            int end = Math.min(stretch.to(), nextRate);
            if (units.areNext() && rate.conversion() instanceof Conversion.Known known) {
                units.addUpTo(end, rate, known);
            } else {
                end = Math.min(end, units.endOfRun());
                addOneByOne(held, units.moment, end);
                units.moveTo(end);
            }
            if (units.moment == nextRate) run++;
        }
    }

    /** Walks along the prices of a holding, of which it values those for one unit in the currency of the position. */
    private final class UnitPrices {
        private final Holding held;
        private final PriceRuns prices;
        private final Scaled quantity;
        private final boolean isPlain;
        private final Duration limit;
        private final long limitMicros;
        private int moment;
        private int run;

        UnitPrices(Holding held, int moment) {
            this.held = held;
            this.prices = DayTotals.this.prices.of(held.securityId());
            this.quantity = scaled(held).orElse(null);
            this.isPlain = held.costBase().isKnown() && !held.basisEstimated();
            this.limit = terms.staleness().limitOf(held.securityId());
            this.limitMicros = Math.min(limit.getSeconds(), LONGEST_SECONDS) * MICROS;
            this.moment = moment;
            this.run = prices.at(moment);
        }

        boolean areNext() {
            PriceRuns.Told told = prices.told(run);
            return told.quotation() instanceof Quotation.PerUnit
                    && told.currency().equals(held.currency());
        }

        int endOfRun() {
            return prices.end(run);
        }

        void moveTo(int end) {
            if (end == prices.end(run)) run++;
            moment = end;
        }

        /** All of the same kind, at one rate. */
        void addUpTo(int stop, RateRuns.Run rate, Conversion.Known conversion) {
            int kind = prices.kind(run);
            boolean scaled = quantity != null && rate.factor().isPresent();
            long units = scaled ? quantity.unscaled() : 0;
            long factor = scaled ? rate.factor().get().unscaled() : 0;
            int decimals = scaled ? quantity.scale() + rate.factor().get().scale() : 0;
            while (moment < stop && prices.kind(run) == kind) {
                int end = Math.min(stop, prices.end(run));
                boolean isIn = scaled
                        && prices.isScaled(run)
                        && sums.change(moment, units, prices.unscaled(run), factor, decimals + prices.scale(run));
                if (!isIn) addDecimal(conversion, end);
                int stale = firstStale(end);
                if (stale > moment && !isPlain) judge(moment, stale);
                if (stale < end) judge(stale, end);
                moveTo(end);
            }
            sums.end(moment);
        }

        private void addDecimal(Conversion.Known conversion, int end) {
            sums.end(moment);
            BigDecimal price = prices.price(run).orElseThrow().price();
            DayTotals.this.add(conversion.apply(held.quantity().multiply(price)), moment, end);
        }

        /** What is not complete is judged by the function that values a position alone. */
        private void judge(int from, int to) {
            qualities.add(part, from, to, valueOf(held, from).quality());
        }

        /** A price never holds from before its own instant, which settles nearly all cases. */
        private int firstStale(int end) {
            if (prices.isScaled(run) && after[end - 1] - prices.micros(run) <= limitMicros) return end;
            Instant since = prices.price(run).orElseThrow().effectiveAt(terms.zone());
            int n = moment;
            while (n < end && Duration.between(since, terms.at().get(n)).compareTo(limit) <= 0) n++;
            return n;
        }
    }

    private PositionValue valueOf(Holding held, int moment) {
        return PositionValue.of(
                held,
                prices.of(held.securityId()).price(prices.of(held.securityId()).at(moment)),
                rates.get(moment),
                terms.terms(moment));
    }

    private void addOneByOne(Holding held, int from, int to) {
        int since = from;
        PositionValue value = valueOf(held, from);
        for (int n = from + 1; n <= to; n++) {
            PositionValue next = n < to ? valueOf(held, n) : null;
            if (next != null
                    && next.marketValueBase().equals(value.marketValueBase())
                    && next.quality().equals(value.quality())) continue;
            add(value.marketValueBase(), since, n);
            qualities.add(part, since, n, value.quality());
            since = n;
            value = next;
        }
    }

    private void addCash(Stretch<CashHolding> stretch) {
        CashHolding held = stretch.held();
        part++;
        qualities.addPart(stretch.from(), stretch.to());
        RateRuns rate = toBase.get(held.currency());
        int run = rate.at(stretch.from());
        int moment = stretch.from();
        while (moment < stretch.to()) {
            int end = Math.min(stretch.to(), rate.get(++run).from());
            CashValue value = CashValue.of(held, rates.get(moment), terms.terms(moment));
            add(value.balanceBase(), moment, end);
            qualities.add(part, moment, end, value.quality());
            moment = end;
        }
    }

    private void add(BaseAmount value, int from, int to) {
        switch (value) {
            case BaseAmount.Known known -> sums.add(from, to, known.amount());
            case BaseAmount.Unknown none -> {
                unknown[from]++;
                unknown[to]--;
            }
        }
    }
}
