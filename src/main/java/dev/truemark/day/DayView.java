package dev.truemark.day;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.allocation.AllocationFigures;
import dev.truemark.allocation.Allocations;
import dev.truemark.core.day.DayFigures;
import dev.truemark.core.day.DayPart;
import dev.truemark.core.day.Profit;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.performance.Contribution;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.performance.DayMarket;
import dev.truemark.performance.Reasons;
import dev.truemark.valuation.Basis;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A day so far on the wire, in base currency; null where undefined, and {@code reasons} says why. An {@code analytics} frame of
 * the stream has the same shape.
 *
 * @param knownAt      what is of the past is as known then
 * @param openingDate  the evening with which the day began
 * @param flow         what came in from outside, less what left
 * @param contributed  what the contributions of the parts sum to: the return, at 18 decimals
 * @param drawdown     of the index of daily returns below its last height, 0 or negative
 */
public record DayView(
        @JsonUnwrapped BooksStamp books,
        Policy.CashTracking cashTracking,
        LocalDate openingDate,
        BigDecimal openingValue,
        BigDecimal value,
        BigDecimal flow,
        ProfitView profit,
        @JsonProperty("return") Double dayReturn,
        BigDecimal contributed,
        Double drawdown,
        List<PartView> parts,
        AllocationFigures allocation,
        Quality openingQuality,
        Quality quality,
        Basis basis,
        Map<String, Undefined> reasons) {

    /** By what was gained: the others sum to the total. */
    public record ProfitView(
            BigDecimal total,
            BigDecimal price,
            BigDecimal currency,
            BigDecimal income,
            BigDecimal fees,
            BigDecimal taxes,
            BigDecimal other) {
        static ProfitView of(Profit profit) {
            return new ProfitView(
                    profit.total().orNull(),
                    profit.price().orNull(),
                    profit.currency().orNull(),
                    profit.income().orNull(),
                    profit.fees().orNull(),
                    profit.taxes().orNull(),
                    profit.other().orNull());
        }
    }

    /** @param name a security, or {@code CASH} of what belongs to none */
    public record PartView(
            String name, BigDecimal openingValue, BigDecimal value, ProfitView profit, BigDecimal contribution) {}

    static DayView of(OpenedDay day, PortfolioValue value, DayMarket market, Basis basis, String engine) {
        DayFigures figures = day.opening().figures(value, market);
        BooksHead head = day.opening().head();
        Reasons reasons = new Reasons();
        note(reasons, figures);
        return new DayView(
                BooksStamp.of(head, engine),
                day.opening().cashTracked() ? Policy.CashTracking.TRACKED : Policy.CashTracking.IMPLIED,
                day.opening().evening().date(),
                figures.begin().orNull(),
                figures.end().orNull(),
                figures.flow().orNull(),
                ProfitView.of(figures.profit()),
                reasons.value("return", figures.dayReturn()),
                figures.contribution().map(Contribution.Period::total).orElse(null),
                reasons.value("drawdown", figures.drawdown()),
                parts(figures),
                Allocations.of(value, day.instruments()),
                day.opening().evening().value().quality(),
                value.quality(),
                basis,
                reasons.all());
    }

    private static List<PartView> parts(DayFigures figures) {
        Map<String, BigDecimal> shares = new HashMap<>();
        figures.contribution()
                .ifPresent(all -> all.segments().forEach(each -> shares.put(each.name(), each.contribution())));
        return figures.parts().stream()
                .map(each -> part(each, shares.get(each.name())))
                .toList();
    }

    private static PartView part(DayPart part, BigDecimal contribution) {
        return new PartView(
                part.name(), part.begin().orNull(), part.end().orNull(), ProfitView.of(part.profit()), contribution);
    }

    private static void note(Reasons reasons, DayFigures figures) {
        Profit profit = figures.profit();
        unless(figures.begin(), reasons, "opening_value", Undefined.VALUE_UNKNOWN);
        unless(figures.end(), reasons, "value", Undefined.VALUE_UNKNOWN);
        unless(figures.flow(), reasons, "flow", Undefined.FLOW_UNKNOWN);
        boolean valued = figures.begin().isKnown() && figures.end().isKnown();
        Undefined why = valued ? Undefined.FLOW_UNKNOWN : Undefined.VALUE_UNKNOWN;
        unless(profit.total(), reasons, "profit.total", why);
        unless(profit.price(), reasons, "profit.price", why);
        unless(profit.currency(), reasons, "profit.currency", why);
        unless(profit.income(), reasons, "profit.income", Undefined.FLOW_UNKNOWN);
        unless(profit.fees(), reasons, "profit.fees", Undefined.FLOW_UNKNOWN);
        unless(profit.taxes(), reasons, "profit.taxes", Undefined.FLOW_UNKNOWN);
        unless(profit.other(), reasons, "profit.other", Undefined.FLOW_UNKNOWN);
        reasons.note("contributed", figures.uncontributed());
    }

    private static void unless(BaseAmount amount, Reasons reasons, String name, Undefined why) {
        if (!amount.isKnown()) reasons.note(name, Optional.of(why));
    }
}
