package dev.truemark.stress;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.Exact;
import dev.truemark.core.risk.Scenario;
import dev.truemark.core.risk.Stress;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.valuation.Valued;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What scenarios would do to a portfolio, in base currency; null where undefined, and {@code reasons} says why. */
record StressView(@JsonUnwrapped BooksStamp books, List<ScenarioView> scenarios, Quality quality) {

    /** @param changeRelative {@code change / before}, as a decimal */
    record ScenarioView(
            String name,
            BigDecimal before,
            BigDecimal priceEffect,
            BigDecimal rateEffect,
            BigDecimal currencyEffect,
            BigDecimal change,
            BigDecimal changeRelative,
            BigDecimal after,
            List<HoldingView> holdings,
            Map<String, Undefined> reasons) {
        static ScenarioView of(Scenario scenario, Stress stress) {
            Optional<BigDecimal> before = stress.before().value().filter(total -> total.signum() > 0);
            Optional<BigDecimal> change = stress.after().minus(stress.before()).value();
            return new ScenarioView(
                    scenario.name(),
                    stress.before().orNull(),
                    stress.price().orNull(),
                    stress.rate().orNull(),
                    stress.currency().orNull(),
                    change.orElse(null),
                    change.flatMap(part -> before.map(whole -> Exact.divide(part, whole)))
                            .orElse(null),
                    stress.after().orNull(),
                    stress.effects().stream().map(HoldingView::of).toList(),
                    reasons(stress, before.isPresent()));
        }

        private static Map<String, Undefined> reasons(Stress stress, boolean positive) {
            Optional<Undefined> why = stress.effects().stream()
                    .flatMap(each -> each.why().stream())
                    .findFirst();
            return why.map(reason -> Map.of("change", reason))
                    .orElseGet(() -> positive ? Map.of() : Map.of("change_relative", Undefined.NOTHING_INVESTED));
        }
    }

    /** @param securityId null of cash */
    record HoldingView(
            String securityId,
            String currency,
            BigDecimal before,
            BigDecimal priceEffect,
            BigDecimal rateEffect,
            BigDecimal currencyEffect,
            BigDecimal after,
            Map<String, Undefined> reasons) {
        static HoldingView of(Stress.Effect effect) {
            return new HoldingView(
                    effect.holding().cash() ? null : effect.holding().id(),
                    effect.holding().currency(),
                    effect.holding().value().orNull(),
                    effect.price().orNull(),
                    effect.rate().orNull(),
                    effect.currency().orNull(),
                    effect.after().orNull(),
                    effect.why().map(why -> Map.of("after", why)).orElse(Map.of()));
        }
    }

    static StressView of(Valued valued, List<Scenario> scenarios, List<Stress.Holding> holdings, String engine) {
        BooksHead head = valued.books().head();
        return new StressView(
                BooksStamp.of(head, engine),
                scenarios.stream()
                        .map(each -> ScenarioView.of(each, Stress.of(holdings, each)))
                        .toList(),
                valued.value().quality());
    }
}
