package dev.truemark.risk;

import dev.truemark.risk.Facts.Told;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The same figures by plain arithmetic in doubles, written apart from the product: first in, first out, the newest close and
 * fixing of a day or before, NaN for what is not known.
 */
final class ByHand {
    final Map<String, Double> figures = new TreeMap<>();
    private final Facts facts;
    private final boolean tracked;
    private final Map<String, Deque<double[]>> lots = new TreeMap<>();
    private final Map<String, Double> cash = new TreeMap<>();
    private final Map<String, Double> realized = new TreeMap<>();
    private final List<Double> returns = new ArrayList<>();
    private final List<LocalDate> dates = new ArrayList<>();
    private final List<Map<String, Double>> parts = new ArrayList<>();

    private ByHand(Facts facts) {
        this.facts = facts;
        tracked = facts.transactions().stream()
                .anyMatch(t ->
                        t.type().name().equals("DEPOSIT") || t.type().name().equals("WITHDRAWAL"));
    }

    static ByHand of(Facts facts) {
        ByHand all = new ByHand(facts);
        Map<String, Double> before = Map.of();
        double value = 0;
        boolean begun = false;
        for (LocalDate day = Facts.FIRST; !day.isAfter(Facts.LAST); day = day.plusDays(1)) {
            Day moved = all.book(day);
            if (!begun && !moved.any) continue;
            if (!begun) all.close(day.minusDays(1), 0, 0);
            begun = true;
            Map<String, Double> now = all.positions(day);
            double end = sum(now) + all.money(day);
            double cost = all.cost();
            all.close(day, end, cost);
            all.figures.put("gain " + day, sum(now) - cost);
            all.day(day, value, end, before, now, moved);
            value = end;
            before = now;
        }
        all.finish(before, value);
        return all;
    }

    private void close(LocalDate day, double value, double cost) {
        figures.put("value " + day, value);
        figures.put("cost " + day, cost);
        if (value == 0 && cost == 0) figures.put("gain " + day, 0.0);
    }

    /** What a day moved, in base currency. */
    private static final class Day {
        boolean any;
        double in;
        double out;
        final Map<String, Double> into = new HashMap<>();
    }

    private static int rank(Told t) {
        return switch (t.type()) {
            case DEPOSIT -> 0;
            case BUY -> 2;
            case DIVIDEND -> 3;
            case SELL -> 4;
            default -> 5;
        };
    }

    private Day book(LocalDate day) {
        Day moved = new Day();
        List<Told> today = new ArrayList<>(
                facts.transactions().stream().filter(t -> t.date().equals(day)).toList());
        today.sort((a, b) -> rank(a) != rank(b) ? rank(a) - rank(b) : a.id().compareTo(b.id()));
        for (Told t : today) book(t, fixing(t.currency(), day), moved);
        return moved;
    }

    private void book(Told t, double rate, Day moved) {
        double amount = t.amount().doubleValue();
        double fees = t.fees().doubleValue();
        double units = t.quantity().doubleValue();
        double change = switch (t.type()) {
            case DEPOSIT, DIVIDEND -> amount;
            case BUY -> -amount - fees;
            case SELL -> amount - fees;
            default -> -amount;
        };
        switch (t.type()) {
            case BUY ->
                lots.computeIfAbsent(t.security(), id -> new ArrayDeque<>())
                        .add(new double[] {units, -change, -change * rate});
            case SELL -> {
                if (!sell(t.security(), units, change * rate)) return;
            }
            case DIVIDEND -> {
                if (!lots.containsKey(t.security())) lots.put(t.security(), new ArrayDeque<>());
            }
            default -> {}
        }
        moved.any = true;
        cash.merge(t.currency(), change, Double::sum);
        double base = change * rate;
        boolean outside = tracked
                ? t.security().isEmpty() && !t.type().name().equals("FEE")
                : !t.security().isEmpty();
        if (outside) flow(tracked ? base : -base, moved);
        if (!t.security().isEmpty()) moved.into.merge(t.security(), -base, Double::sum);
    }

    private static void flow(double amount, Day moved) {
        if (amount < 0) moved.out -= amount;
        else moved.in += amount; // NaN too
    }

    /** False where less is held: then nothing happened. */
    private boolean sell(String security, double units, double proceedsBase) {
        Deque<double[]> open = lots.getOrDefault(security, new ArrayDeque<>());
        double held = open.stream().mapToDouble(lot -> lot[0]).sum();
        if (held < units - 1e-9) return false;
        double left = units;
        double cost = 0;
        while (left > 1e-9) {
            double[] lot = open.peek();
            double taken = Math.min(left, lot[0]);
            double part = taken / lot[0];
            cost += lot[2] * part;
            lot[1] -= lot[1] * part;
            lot[2] -= lot[2] * part;
            lot[0] -= taken;
            left -= taken;
            if (lot[0] < 1e-9) open.remove();
        }
        realized.merge(security, proceedsBase - cost, Double::sum);
        return true;
    }

    private double fixing(String currency, LocalDate day) {
        if (currency.equals(Facts.BASE)) return 1;
        return facts.fixings().stream()
                .filter(each -> each.currency().equals(currency) && !each.date().isAfter(day))
                .reduce((a, b) -> b.date().isAfter(a.date()) ? b : a)
                .map(each -> each.rate().doubleValue())
                .orElse(Double.NaN);
    }

    private Map<String, Double> positions(LocalDate day) {
        Map<String, Double> values = new TreeMap<>();
        lots.forEach((security, open) -> {
            double units = open.stream().mapToDouble(lot -> lot[0]).sum();
            if (units < 1e-9) return;
            values.put(
                    security,
                    facts.closes().stream()
                            .filter(each -> each.security().equals(security)
                                    && !each.date().isAfter(day))
                            .reduce((a, b) -> b.date().isAfter(a.date()) ? b : a)
                            .map(each -> units * each.price().doubleValue() * fixing(each.currency(), day))
                            .orElse(Double.NaN));
        });
        return values;
    }

    private double money(LocalDate day) {
        if (!tracked) return 0;
        double sum = 0;
        for (Map.Entry<String, Double> each : cash.entrySet()) {
            if (Math.abs(each.getValue()) > 1e-9) sum += each.getValue() * fixing(each.getKey(), day);
        }
        return sum;
    }

    private double cost() {
        return lots.values().stream()
                .flatMap(Deque::stream)
                .mapToDouble(lot -> lot[2])
                .sum();
    }

    private static double sum(Map<String, Double> values) {
        return values.values().stream().mapToDouble(each -> each).sum();
    }

    private void day(
            LocalDate day, double begin, double end, Map<String, Double> before, Map<String, Double> now, Day moved) {
        double invested = begin + moved.in;
        double r = invested > 0 ? (end + moved.out) / invested - 1 : Double.NaN;
        dates.add(day);
        returns.add(r);
        figures.put("return " + day, r);
        Map<String, Double> gains = new TreeMap<>();
        before.forEach((security, value) -> gains.merge(security, -value, Double::sum));
        now.forEach((security, value) -> gains.merge(security, value, Double::sum));
        moved.into.forEach((security, value) -> gains.merge(security, -value, Double::sum));
        double rest = r;
        for (Map.Entry<String, Double> each : gains.entrySet()) {
            each.setValue(each.getValue() / invested);
            rest -= each.getValue();
        }
        gains.put("CASH", rest);
        parts.add(gains);
    }

    private void finish(Map<String, Double> held, double total) {
        realized.forEach((security, gain) -> figures.put("realized " + security, gain));
        lots.keySet().forEach(security -> figures.putIfAbsent("realized " + security, 0.0));
        if (returns.isEmpty()) return;
        double linked = 1;
        for (double r : returns) linked *= 1 + r;
        figures.put("linked", linked - 1);
        contributions(linked - 1);
        weights(held, total);
        risk();
    }

    private void contributions(double linked) {
        Map<String, Double> sums = new TreeMap<>();
        double whole = factor(linked);
        for (int t = 0; t < returns.size(); t++) {
            double k = factor(returns.get(t)) / whole;
            parts.get(t).forEach((name, value) -> sums.merge(name, value * k, Double::sum));
        }
        sums.forEach((name, value) -> figures.put("contribution " + name, value + 0 * linked));
    }

    private static double factor(double r) {
        return Math.abs(r) < 1e-12 ? 1 : Math.log1p(r) / r;
    }

    private void weights(Map<String, Double> held, double total) {
        double all = sum(held);
        double squares =
                held.values().stream().mapToDouble(v -> v / all * v / all).sum();
        if (!held.isEmpty()) figures.put("herfindahl", squares);
        if (total <= 0) return;
        held.forEach((security, value) -> figures.put("weight " + security, value / total));
        if (tracked) {
            cash.forEach((currency, balance) ->
                    figures.put("weight " + currency, balance * fixing(currency, Facts.LAST) / total));
        }
    }

    /** Weekdays, a weekend with the Monday after it. */
    private void risk() {
        List<Double> weekdays = new ArrayList<>();
        double open = 1;
        for (int t = 0; t < returns.size(); t++) {
            open *= 1 + returns.get(t);
            if (dates.get(t).getDayOfWeek().compareTo(DayOfWeek.FRIDAY) > 0) continue;
            weekdays.add(open - 1);
            open = 1;
        }
        double known = figures.get("linked");
        double[] r = weekdays.stream().mapToDouble(each -> each + 0 * known).toArray();
        double index = 1;
        double top = 1;
        double worst = 0;
        for (double each : r) {
            index *= 1 + each;
            top = Math.max(top, index);
            worst = Math.min(worst, index / top - 1);
        }
        figures.put("drawdown", Double.isNaN(known) ? known : worst);
        if (r.length < 20) return;
        figures.put("volatility", deviation(r) * Math.sqrt(252));
        for (int n = 0; n + 20 <= r.length; n++) {
            figures.put("rolling " + n, deviation(Arrays.copyOfRange(r, n, n + 20)) * Math.sqrt(252));
        }
        double[] sorted = r.clone();
        Arrays.sort(sorted);
        double place = 0.05 * (r.length - 1);
        int below = (int) place;
        figures.put("var", -(sorted[below] + (place - below) * (sorted[below + 1] - sorted[below])));
    }

    private static double deviation(double[] r) {
        double mean = Arrays.stream(r).sum() / r.length;
        return Math.sqrt(Arrays.stream(r).map(x -> (x - mean) * (x - mean)).sum() / (r.length - 1));
    }
}
