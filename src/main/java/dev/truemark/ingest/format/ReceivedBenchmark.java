package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * A benchmark as received (API.md, Benchmark): a series of levels or of returns, or a blend of instruments. A single
 * {@code date} with {@code level} or {@code return} is a series of one, which is what a row of CSV can say.
 *
 * @param name        null where not told
 * @param currency    of its levels, or that in which it is returned; null where not told
 * @param points      by date, for {@code LEVELS} and {@code RETURNS}; those told before stay
 * @param blend       for {@code BLEND}, all of it
 * @param rebalancing how often a blend goes back to its weights; null unless told
 */
public record ReceivedBenchmark(
        String benchmarkId,
        String name,
        String currency,
        Kind kind,
        List<Point> points,
        List<Share> blend,
        Rebalancing rebalancing) {
    private static final Name BENCHMARK_ID = Name.of("benchmark_id");
    private static final Name NAME = Name.of("name");
    private static final Name CURRENCY = Name.of("currency");
    private static final Name LEVELS = Name.of("levels");
    private static final Name RETURNS = Name.of("returns");
    private static final Name BLEND = Name.of("blend");
    private static final Name REBALANCING = Name.of("rebalancing");
    private static final Name DATE = Name.of("date");
    private static final Name LEVEL = Name.of("level", "value");
    private static final Name RETURN = Name.of("return");
    private static final Name SECURITY_ID = Name.of("security_id");
    private static final Name WEIGHT = Name.of("weight");
    private static final int MAX_POINTS = 20_000;
    private static final int MAX_SHARES = 1000;
    private static final int NAMED_ERRORS = 20;
    private static final BigDecimal TOLERANCE = new BigDecimal("0.000001");

    public ReceivedBenchmark {
        points = List.copyOf(points);
        blend = List.copyOf(blend);
    }

    /** What is told of it. */
    public enum Kind {
        LEVELS,
        RETURNS,
        BLEND
    }

    /** How often a blend is brought back to its weights; between, the weights drift with the returns. */
    public enum Rebalancing {
        DAILY,
        MONTHLY,
        QUARTERLY,
        ANNUALLY,
        NONE
    }

    /**
     * @param value a level, positive; or the return of the day as a decimal (0.01 is 1 %), not below −1
     */
    public record Point(LocalDate date, BigDecimal value) {}

    /** @param weight as a decimal; all of a blend add up to 1 */
    public record Share(String securityId, BigDecimal weight) {}

    /** Reads a bare benchmark, in either spelling; never throws. */
    public static Parsed<ReceivedBenchmark> parse(JsonNode data, Reading reading) {
        Fields f = new Fields(data);
        if (f.hasErrors()) return f.refused();
        String id = f.id(BENCHMARK_ID);
        f.require(BENCHMARK_ID, id);
        String name = f.text(NAME, Fields.MAX_NAME_CHARS, false);
        String currency = f.currency(CURRENCY);
        Rebalancing rebalancing = f.choice(REBALANCING, Rebalancing.class);
        Kind kind = kind(f);
        List<Point> points = kind == null || kind == Kind.BLEND ? List.of() : points(f, kind, reading);
        List<Share> blend = kind == Kind.BLEND ? blend(f) : List.of();
        if (f.hasErrors()) return f.refused();
        return new Parsed.Ok<>(new ReceivedBenchmark(id, name, currency, kind, points, blend, rebalancing));
    }

    private static Kind kind(Fields f) {
        boolean levels = f.raw(LEVELS) != null || f.raw(LEVEL) != null;
        boolean returns = f.raw(RETURNS) != null || f.raw(RETURN) != null;
        boolean blend = f.raw(BLEND) != null;
        int told = (levels ? 1 : 0) + (returns ? 1 : 0) + (blend ? 1 : 0);
        if (told != 1) {
            return f.error(LEVELS, told == 0 ? "REQUIRED" : "AMBIGUOUS", "One of levels, returns and blend is needed.");
        }
        return levels ? Kind.LEVELS : returns ? Kind.RETURNS : Kind.BLEND;
    }

    private static List<Point> points(Fields f, Kind kind, Reading reading) {
        Name list = kind == Kind.LEVELS ? LEVELS : RETURNS;
        Name value = kind == Kind.LEVELS ? LEVEL : RETURN;
        JsonNode told = f.raw(list);
        if (told == null) {
            Point one = point(f, value, reading);
            return f.hasErrors() ? List.of() : List.of(one);
        }
        if (!isList(f, list, told, MAX_POINTS)) return List.of();
        List<Point> points = new ArrayList<>(told.size());
        Set<LocalDate> dates = new HashSet<>();
        for (int i = 0; i < told.size(); i++) {
            Fields each = new Fields(told.get(i));
            Point point = each.hasErrors() ? null : point(each, value, reading);
            if (!each.hasErrors() && !dates.add(point.date())) {
                each.error(DATE, "DUPLICATE", "The date is there twice.");
            }
            if (each.hasErrors() && addErrors(f, list, i, each)) return List.of();
            points.add(point);
        }
        return f.hasErrors() ? List.of() : points;
    }

    private static Point point(Fields f, Name valueName, Reading reading) {
        When when = f.when(DATE);
        f.require(DATE, when);
        if (when != null && Dates.isFuture(when, reading.now())) {
            f.error(DATE, "FUTURE_DATE", "The date is more than a day ahead.");
        }
        BigDecimal value = valueName == LEVEL ? f.positive(LEVEL) : f.decimal(RETURN);
        f.require(valueName, value);
        if (valueName == RETURN && value != null && value.compareTo(BigDecimal.ONE.negate()) < 0) {
            f.error(RETURN, "TOO_SMALL", "A return is a decimal and not below -1: nobody loses more than all.");
        }
        return f.hasErrors() ? null : new Point(when.date(), value);
    }

    private static List<Share> blend(Fields f) {
        JsonNode told = f.raw(BLEND);
        if (!isList(f, BLEND, told, MAX_SHARES)) return List.of();
        List<Share> blend = new ArrayList<>(told.size());
        Set<String> securities = new HashSet<>();
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < told.size(); i++) {
            Fields each = new Fields(told.get(i));
            String security = each.hasErrors() ? null : each.id(SECURITY_ID);
            BigDecimal weight = each.hasErrors() ? null : each.decimal(WEIGHT);
            each.require(SECURITY_ID, security);
            each.require(WEIGHT, weight);
            if (security != null && !securities.add(security)) {
                each.error(SECURITY_ID, "DUPLICATE", "The security is there twice.");
            }
            if (each.hasErrors() && addErrors(f, BLEND, i, each)) return List.of();
            if (each.hasErrors()) continue;
            blend.add(new Share(security, weight));
            sum = sum.add(weight);
        }
        if (!f.hasErrors() && sum.subtract(BigDecimal.ONE).abs().compareTo(TOLERANCE) > 0) {
            f.error(BLEND, "WEIGHTS_NOT_ONE", "The weights add up to " + sum.toPlainString() + ", not to 1.");
        }
        return f.hasErrors() ? List.of() : blend;
    }

    private static boolean isList(Fields f, Name name, JsonNode told, int most) {
        if (!told.isArray()) f.error(name, "WRONG_TYPE", "A list is needed.");
        else if (told.size() > most) f.error(name, "TOO_LONG", most + " entries at most.");
        return !f.hasErrors();
    }

    /** Whether there are so many that the rest need not be looked at. */
    private static boolean addErrors(Fields f, Name list, int index, Fields each) {
        if (each.refused() instanceof Parsed.Refused<?>(var errors)) {
            errors.forEach(e -> f.add(list.plain() + "[" + index + "]." + e.field(), e.code(), e.message()));
        }
        return index >= NAMED_ERRORS;
    }
}
