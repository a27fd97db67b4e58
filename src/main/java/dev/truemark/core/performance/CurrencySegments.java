package dev.truemark.core.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Exact;
import dev.truemark.core.performance.CurrencyAttribution.Segment;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The currencies of a portfolio and of a blend on one day, as {@link CurrencyAttribution} takes them; or why there are none.
 *
 * @param missing what is not known, as {@code USD/EUR} and {@code cash USD}
 */
record CurrencySegments(List<Segment> segments, Optional<Undefined> reason, List<String> missing) {

    /** Of the whole; what a rounded change of a currency may leave of a gain that is all its own. */
    private static final BigDecimal ROUNDING = new BigDecimal("1e-15");

    /** Of one day: the evenings around it, and what was invested in the portfolio. */
    record Day(CurrencyDay before, CurrencyDay end, BaseAmount invested, Map<String, BlendReturns.Part> blend) {}

    static CurrencySegments of(Day day, String base, Map<String, CashReturn> cash) {
        Map<String, CurrencyStake> stakes = new TreeMap<>();
        for (String currency : currencies(day)) {
            CurrencyStake.Found found = CurrencyStake.of(currency, currency.equals(base), day.before(), day.end());
            if (found.reason().isPresent()) return undefined(found.reason().get(), List.of());
            found.stake().filter(each -> !each.isNothing()).ifPresent(each -> stakes.put(currency, each));
        }
        if (!(day.invested() instanceof BaseAmount.Known whole)) return undefined(Undefined.FLOW_UNKNOWN, List.of());
        if (whole.amount().signum() <= 0) return undefined(Undefined.BROKEN_CHAIN, List.of());
        return new Building(day, base, cash, whole.amount(), stakes).segments();
    }

    private static CurrencySegments undefined(Undefined why, List<String> missing) {
        return new CurrencySegments(List.of(), Optional.of(why), List.copyOf(missing));
    }

    private static TreeSet<String> currencies(Day day) {
        TreeSet<String> all = new TreeSet<>(day.before().values().keySet());
        all.addAll(day.end().values().keySet());
        all.addAll(day.end().into().keySet());
        return all;
    }

    /** What the blend holds in a currency, and what that earned in base currency, times the weight. */
    private record Held(double weight, double earned) {
        private Held plus(Held other) {
            return new Held(weight + other.weight, earned + other.earned);
        }
    }

    /** Seen by one thread, for one day. */
    private static final class Building {
        private final Day day;
        private final String base;
        private final Map<String, CashReturn> cash;
        private final BigDecimal whole;
        private final Map<String, CurrencyStake> stakes;
        private final Map<String, Held> blend = new TreeMap<>();
        private final List<String> missingRates = new ArrayList<>();
        private final List<String> missingCash = new ArrayList<>();

        Building(
                Day day,
                String base,
                Map<String, CashReturn> cash,
                BigDecimal whole,
                Map<String, CurrencyStake> stakes) {
            this.day = day;
            this.base = base;
            this.cash = cash;
            this.whole = whole;
            this.stakes = stakes;
        }

        CurrencySegments segments() {
            for (Map.Entry<String, BlendReturns.Part> each : day.blend().entrySet()) {
                String quoted = day.before().quotedIn().get(each.getKey());
                if (quoted == null) return undefined(Undefined.VALUE_UNKNOWN, List.of(each.getKey()));
                BlendReturns.Part part = each.getValue();
                blend.merge(quoted, new Held(part.weight(), part.weight() * part.value()), Held::plus);
            }
            TreeSet<String> names = new TreeSet<>(stakes.keySet());
            names.addAll(blend.keySet());
            List<Segment> segments = new ArrayList<>();
            for (String name : names) {
                Optional<Segment> segment = segment(name);
                if (segment.isEmpty()) return undefined(Undefined.BROKEN_CHAIN, List.of(name));
                segments.add(segment.get());
            }
            flows().ifPresent(segments::add);
            if (!missingRates.isEmpty()) return undefined(Undefined.VALUE_UNKNOWN, missingRates);
            if (!missingCash.isEmpty()) return undefined(Undefined.CASH_RETURN_UNKNOWN, missingCash);
            return new CurrencySegments(segments, Optional.empty(), List.of());
        }

        /** Empty where there is a gain of no capital. */
        private Optional<Segment> segment(String name) {
            CurrencyStake stake =
                    stakes.getOrDefault(name, new CurrencyStake(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO));
            Held held = blend.getOrDefault(name, new Held(0, 0));
            BigDecimal change = stake.exposed().signum() == 0 && held.weight() == 0 ? BigDecimal.ZERO : change(name);
            BigDecimal ofMarket = stake.gain().subtract(stake.exposed().multiply(change));
            boolean nothing = stake.capital().signum() == 0;
            if (nothing && ofMarket.abs().compareTo(whole.multiply(ROUNDING)) > 0) return Optional.empty();
            Optional<BigDecimal> portfolio =
                    nothing ? Optional.empty() : Optional.of(Exact.divide(ofMarket, stake.capital()));
            Optional<BigDecimal> benchmark = held.weight() == 0
                    ? Optional.empty()
                    : Optional.of(rounded(held.earned() / held.weight()).subtract(change));
            BigDecimal earned = portfolio.or(() -> benchmark).orElse(BigDecimal.ZERO);
            BigDecimal weight = rounded(held.weight());
            return Optional.of(new Segment(
                    name,
                    Exact.divide(stake.capital(), whole),
                    weight,
                    earned,
                    benchmark.orElse(earned),
                    Exact.divide(stake.exposed(), whole),
                    weight,
                    cash(name),
                    change));
        }

        /**
         * What the other segments leave of the whole: money that counts in two currencies on the day on which it is converted,
         * and money that is exposed to none on the day on which it comes in. It earns nothing but the cash of the currencies that
         * it came into, which takes back what the exposures leave out.
         */
        private Optional<Segment> flows() {
            BigDecimal capital = whole;
            BigDecimal exposed = whole;
            BigDecimal came = BigDecimal.ZERO;
            BigDecimal earned = BigDecimal.ZERO;
            for (Map.Entry<String, CurrencyStake> each : stakes.entrySet()) {
                CurrencyStake stake = each.getValue();
                capital = capital.subtract(stake.capital());
                exposed = exposed.subtract(stake.exposed());
                if (stake.notExposed().signum() == 0) continue;
                came = came.add(stake.notExposed());
                earned = earned.add(stake.notExposed().multiply(cash(each.getKey())));
            }
            if (capital.signum() == 0 && exposed.signum() == 0) return Optional.empty();
            return Optional.of(new Segment(
                    PortfolioCurrencyAttribution.FLOWS,
                    Exact.divide(capital, whole),
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    BigDecimal.ZERO,
                    Exact.divide(exposed, whole),
                    BigDecimal.ZERO,
                    came.signum() == 0 ? cash(base) : Exact.divide(earned, came),
                    BigDecimal.ZERO));
        }

        private BigDecimal change(String currency) {
            if (currency.equals(base)) return BigDecimal.ZERO;
            Optional<BigDecimal> begin = day.before().rate(currency).value();
            Optional<BigDecimal> end = day.end().rate(currency).value();
            if (begin.isEmpty() || end.isEmpty() || begin.get().signum() == 0) {
                missingRates.add(currency + "/" + base);
                return BigDecimal.ZERO;
            }
            return Exact.divide(end.get().subtract(begin.get()), begin.get());
        }

        private BigDecimal cash(String currency) {
            Optional<BigDecimal> earned = Optional.ofNullable(cash.get(currency))
                    .flatMap(each -> each.on(day.end().date()));
            if (earned.isEmpty() && !missingCash.contains("cash " + currency)) missingCash.add("cash " + currency);
            return earned.orElse(BigDecimal.ZERO);
        }

        private static BigDecimal rounded(double value) {
            return BigDecimal.valueOf(value).setScale(Exact.SCALE, RoundingMode.HALF_EVEN);
        }
    }
}
