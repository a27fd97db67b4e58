package dev.truemark.core.performance;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.CurrencyAttribution.Segment;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Karnosky-Singer attribution of a portfolio's daily returns against a blend (DEFINITIONS 19), by {@link CurrencyAttribution}.
 * <p><b>Definition.</b> A currency's part is the positions and the cash in it. It weighs what it was worth in the evening
 * before and what came into it on the day, over the same of the whole; exposed to the currency is what was there in the evening
 * before, see {@link CurrencyStake}. With the change {@code S} of a currency from one evening to the next, the return of its
 * market is {@code (G − h·S)/w}, {@code G} the gain in base currency: the local gain at the rate of the evening, so that the
 * product of both returns, and what was dealt at another rate than that of the evening, is the market's. The benchmark's is its
 * return in base currency less {@code S}. A part that only one of both holds has the same return in both.
 * <p><b>Numbers.</b> Weights and returns at 18 decimals; the portfolio's return is its time-weighted one to 1e-15 a day, and
 * effects add up to the active return to the last digit.
 */
public final class PortfolioCurrencyAttribution {
    /** The segment of money on the day on which it comes in or is converted; no currency has such a code. */
    public static final String FLOWS = "FLOWS";

    private PortfolioCurrencyAttribution() {}

    /**
     * The attribution over all days, or why there is none.
     *
     * @param brokenOn the first day that cannot be attributed
     * @param missing  what is not known of it
     */
    public record Result(
            Optional<CurrencyAttribution> attribution,
            Optional<Undefined> reason,
            Optional<LocalDate> brokenOn,
            List<String> missing) {
        public Result {
            missing = List.copyOf(missing);
        }

        public static Result undefined(Undefined why) {
            return new Result(Optional.empty(), Optional.of(why), Optional.empty(), List.of());
        }
    }

    /**
     * @param days  from the evening before the period on, without gaps
     * @param blend what the benchmark held on all of them but the first
     * @param cash  what cash earns, by currency; none is taken for zero
     * @throws ArithmeticException if the linked return is too large for a double
     */
    public static Result of(
            PortfolioReturns returns,
            List<CurrencyDay> days,
            List<Map<String, BlendReturns.Part>> blend,
            Map<String, CashReturn> cash,
            String base,
            Linking linking) {
        List<List<Segment>> periods = new ArrayList<>();
        for (int t = 1; t < days.size(); t++) {
            LocalDate date = days.get(t).date();
            CurrencySegments.Day day =
                    new CurrencySegments.Day(days.get(t - 1), days.get(t), invested(returns, date), blend.get(t - 1));
            CurrencySegments found = CurrencySegments.of(day, base, cash);
            if (found.reason().isPresent()) {
                return new Result(Optional.empty(), found.reason(), Optional.of(date), found.missing());
            }
            periods.add(found.segments());
        }
        if (periods.isEmpty()) return Result.undefined(Undefined.NO_PERIODS);
        return new Result(
                Optional.of(CurrencyAttribution.of(periods, linking)), Optional.empty(), Optional.empty(), List.of());
    }

    /** {@code V_begin + In}, as the daily return has it. */
    private static BaseAmount invested(PortfolioReturns returns, LocalDate date) {
        BaseAmount invested = returns.at(date.minusDays(1)).value();
        for (ExternalFlow flow : returns.flowsOf(date)) {
            boolean atStart = flow.amount()
                    .value()
                    .map(amount -> Span.isAtStart(amount, returns.timing()))
                    .orElse(true);
            if (atStart) invested = invested.plus(flow.amount());
        }
        return invested;
    }
}
