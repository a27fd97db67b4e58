package dev.truemark.market;

import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Moment;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.PriceRuns;
import dev.truemark.core.market.PriceTable;
import dev.truemark.core.market.SourceOrder;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;

/** What was read of the prices of securities, many in one text; it is taken apart later, where that may take its time. */
final class PriceRows {
    private static final long MICROS_OF_DAY = Duration.ofDays(1).toNanos() / 1000;

    private final List<String> securities;
    private final List<Moment> moments;
    private final SourceOrder sources;
    private final Map<String, List<Part>> closes = new HashMap<>();
    private final Map<String, List<Part>> ticks = new HashMap<>();

    PriceRows(List<String> securities, List<Moment> moments, SourceOrder sources) {
        this.securities = securities;
        this.moments = moments;
        this.sources = sources;
    }

    /** Prices of one security, source and currency. */
    private record Part(String source, String currency, String text) {
        static Part of(Row row) {
            return new Part(row.getString("source"), row.getString("currency"), row.getString("prices"));
        }

        PriceRuns.Told told(boolean dateOnly) {
            return new PriceRuns.Told(currency, dateOnly, source, Quotation.UNIT);
        }

        Price price(NumberText number, Instant at, boolean dateOnly) {
            return new Price(number.value(), currency, at, dateOnly, source);
        }
    }

    /** Closes by ascending days from the epoch, one of each. */
    private record Closes(long[] days, PriceRuns prices) {
        static final Closes NONE = new Closes(new long[0], PriceRuns.NONE);
    }

    /** {@code day price,day price} of a security; what was told by its id before what was told by its symbol. */
    void addCloses(Row row) {
        closes.computeIfAbsent(row.getString("security_id"), id -> new ArrayList<>(1))
                .add(Part.of(row));
    }

    /**
     * The same, but for securities of which something may not be known, or was told more than once, in another currency, or by
     * id and by symbol, by one source; these are answered.
     */
    List<String> addPlain(Iterable<Row> rows) {
        Set<String> others = new LinkedHashSet<>();
        Set<List<String>> seen = new HashSet<>();
        for (Row row : rows) {
            String security = row.getString("security_id");
            boolean again = !seen.add(List.of(security, row.getString("source")));
            if (again || row.getBoolean("doubtful") || repeats(row.getString("prices"))) others.add(security);
        }
        for (Row row : rows) {
            if (!others.contains(row.getString("security_id"))) addCloses(row);
        }
        return List.copyOf(others);
    }

    /** Whether two prices are of one day; days ascend. */
    private static boolean repeats(String prices) {
        NumberText text = new NumberText(prices);
        long last = Long.MIN_VALUE;
        while (!text.isAtEnd()) {
            long day = text.whole();
            if (day == last) return true;
            last = day;
            text.skip(',');
        }
        return false;
    }

    /** {@code moment micros price,} and so on: at each moment those of the newest time. */
    void addTicks(Row row) {
        ticks.computeIfAbsent(row.getString("security_id"), id -> new ArrayList<>(1))
                .add(Part.of(row));
    }

    /** In which the prices of each security are quoted. */
    Map<String, Set<String>> currencies() {
        Map<String, Set<String>> all = new HashMap<>();
        for (Map<String, List<Part>> each : List.of(closes, ticks)) {
            each.forEach((security, parts) -> parts.forEach(part ->
                    all.computeIfAbsent(security, id -> new LinkedHashSet<>()).add(part.currency())));
        }
        return all;
    }

    /** Takes a tenth of a microsecond for each price. */
    PriceTable table() {
        long[] bounds = moments.stream()
                .mapToLong(moment -> moment.lastDate().toEpochDay() + 1)
                .toArray();
        Map<String, PriceRuns> runs = new HashMap<>();
        for (String each : securities) runs.put(each, runs(each, bounds));
        return new PriceTable(moments.size(), runs);
    }

    private PriceRuns runs(String security, long[] bounds) {
        Closes days = closes(closes.getOrDefault(security, List.of()));
        Map<Integer, List<Price>> timed = ticks(ticks.getOrDefault(security, List.of()));
        PriceRuns.Builder runs = new PriceRuns.Builder(days.days().length + 1);
        Optional<Price> tick = Optional.empty();
        int shown = -2;
        int close = -1;
        for (int n = 0; n < bounds.length; n++) {
            if (n > 0 && bounds[n] < bounds[n - 1]) close = -1;
            while (close + 1 < days.days().length && days.days()[close + 1] < bounds[n]) close++;
            List<Price> now = timed.get(n);
            if (now != null) {
                Optional<Price> newest = newest(now, days, close, moments.get(n));
                if (!newest.equals(tick)) runs.add(n, newest);
                tick = newest;
                shown = -2;
            } else if (close != shown) {
                if (close < 0) runs.add(n, Optional.empty());
                else runs.add(n, days.prices(), close);
                tick = Optional.empty();
                shown = close;
            }
        }
        return bounds.length == 0 ? PriceRuns.NONE : runs.build();
    }

    private Optional<Price> newest(List<Price> timed, Closes days, int close, Moment moment) {
        if (close < 0) return moment.newest(timed, sources);
        List<Price> both = new ArrayList<>(timed);
        both.add(days.prices().price(close).orElseThrow());
        return moment.newest(both, sources);
    }

    private Closes closes(List<Part> parts) {
        if (parts.isEmpty()) return Closes.NONE;
        return parts.size() == 1 ? closes(parts.getFirst()) : chosen(parts);
    }

    private static Closes closes(Part part) {
        int count = (int) part.text().chars().filter(each -> each == ',').count() + 1;
        long[] days = new long[count];
        PriceRuns.Builder prices = new PriceRuns.Builder(count);
        PriceRuns.Told told = part.told(true);
        NumberText text = new NumberText(part.text());
        for (int i = 0; i < count; i++) {
            days[i] = text.whole();
            text.decimal();
            if (text.isScaled()) prices.add(i, text.unscaled(), text.scale(), days[i] * MICROS_OF_DAY, told);
            else prices.add(i, Optional.of(part.price(text, atDay(days[i]), true)));
        }
        return new Closes(days, prices.build());
    }

    /** Several sources, or told by id and by symbol: of each day the one that is believed. */
    private Closes chosen(List<Part> parts) {
        Map<Long, List<Price>> byDay = new TreeMap<>();
        for (Part part : parts) {
            NumberText text = new NumberText(part.text());
            while (!text.isAtEnd()) {
                long day = text.whole();
                text.decimal();
                byDay.computeIfAbsent(day, each -> new ArrayList<>(1)).add(part.price(text, atDay(day), true));
            }
        }
        long[] days = byDay.keySet().stream().mapToLong(Long::longValue).toArray();
        PriceRuns.Builder prices = new PriceRuns.Builder(days.length);
        for (int i = 0; i < days.length; i++) {
            Moment after = Moment.endOf(LocalDate.ofEpochDay(days[i]), ZoneOffset.UTC);
            prices.add(i, after.newest(byDay.get(days[i]), sources));
        }
        return new Closes(days, prices.build());
    }

    private static Map<Integer, List<Price>> ticks(List<Part> parts) {
        Map<Integer, List<Price>> all = new HashMap<>();
        for (Part part : parts) {
            NumberText text = new NumberText(part.text());
            while (!text.isAtEnd()) {
                int moment = (int) text.whole();
                Instant at = Instant.EPOCH.plus(text.whole(), ChronoUnit.MICROS);
                text.decimal();
                all.computeIfAbsent(moment, each -> new ArrayList<>(1)).add(part.price(text, at, false));
            }
        }
        return all;
    }

    private static Instant atDay(long day) {
        return MarketTime.ofDate(LocalDate.ofEpochDay(day));
    }
}
