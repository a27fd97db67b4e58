package dev.truemark.stress;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.risk.HoldingsRisk;
import dev.truemark.core.risk.TailLoss;
import dev.truemark.core.risk.Weekdays.DatedReturn;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.performance.Reasons;
import dev.truemark.valuation.Valued;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * What might be lost on what is held now; parts of the total value, null where undefined, and {@code reasons} says why.
 *
 * @param missing holdings without a price or a rate on an evening, or with a stale one
 * @param jumps   changes of a day that may be splits
 */
record HoldingsRiskView(
        @JsonUnwrapped BooksStamp books,
        BigDecimal totalValue,
        LocalDate startDate,
        LocalDate endDate,
        Double confidence,
        int horizon,
        int observations,
        LossesView var,
        LossesView expectedShortfall,
        DayView worstDay,
        List<MissingView> missing,
        List<JumpView> jumps,
        Map<String, Undefined> reasons,
        Quality quality) {

    record LossesView(Double historical, Double parametric, Double cornishFisher) {
        static LossesView of(String name, TailLoss loss, Reasons reasons) {
            return new LossesView(
                    reasons.value(name + ".historical", loss.historical()),
                    reasons.value(name + ".parametric", loss.parametric()),
                    reasons.value(name + ".cornish_fisher", loss.cornishFisher()));
        }
    }

    /** @param change as a decimal of the total, over that one day */
    record DayView(LocalDate date, Double change) {
        static DayView of(DatedReturn day) {
            return new DayView(day.date(), day.value().toOptional().orElse(null));
        }
    }

    /** @param holding a security, or a currency of cash */
    record MissingView(String holding, LocalDate date) {}

    /** @param factor the value over that of the day before */
    record JumpView(String securityId, LocalDate date, Double factor) {}

    /** How it was asked. */
    record Asked(List<LocalDate> evenings, double confidence, int horizon) {}

    static HoldingsRiskView of(Valued valued, HoldingsRisk risk, Asked asked, String engine) {
        BooksHead head = valued.books().head();
        Reasons reasons = new Reasons();
        return new HoldingsRiskView(
                BooksStamp.of(head, engine),
                valued.value().totalValue().orNull(),
                asked.evenings().getFirst(),
                asked.evenings().getLast(),
                asked.confidence(),
                asked.horizon(),
                risk.returns().size(),
                LossesView.of("var", risk.var(), reasons),
                LossesView.of("expected_shortfall", risk.shortfall(), reasons),
                risk.worst().map(DayView::of).orElse(null),
                risk.missing().stream()
                        .map(each -> new MissingView(each.id(), each.date()))
                        .toList(),
                risk.jumps().stream()
                        .map(each -> new JumpView(each.id(), each.date(), each.factor()))
                        .toList(),
                reasons.all(),
                valued.value().quality());
    }
}
