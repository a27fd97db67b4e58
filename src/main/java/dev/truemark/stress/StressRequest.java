package dev.truemark.stress;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.allocation.Attribute;
import dev.truemark.core.risk.Scenario;
import dev.truemark.performance.Given;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Scenarios, each of its own. */
record StressRequest(List<ScenarioGiven> scenarios) {
    private static final BigDecimal MOST_SHOCK = BigDecimal.TEN;
    private static final BigDecimal MOST_SHIFT = new BigDecimal("0.1");
    private static final int MOST_CHARS = 256;

    record ScenarioGiven(String name, List<PriceGiven> prices, List<RateGiven> rates, List<CurrencyGiven> currencies) {}

    /** @param by attribute that {@code name} is of; without both, the shock is of every price */
    record PriceGiven(
            String by,
            String name,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal shock) {}

    /** @param currency of bonds; without it, the shift is of every yield */
    record RateGiven(
            String currency,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal shift) {}

    record CurrencyGiven(
            String currency,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal shock) {}

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    StressRequest checked(StressConfig config) {
        FieldErrors errors = new FieldErrors();
        Set<String> names = new HashSet<>();
        Given.list(errors, "scenarios", scenarios, config.maxScenarios(), (each, i) -> {
            String at = "scenarios[" + i + "]";
            Given.required(errors, each.name(), at + ".name");
            boolean sized =
                    each.name() == null || !each.name().isBlank() && each.name().length() <= MOST_CHARS;
            errors.require(sized, at + ".name", "INVALID_TEXT", "From 1 to " + MOST_CHARS + " characters.");
            boolean first = each.name() == null || names.add(each.name());
            errors.require(first, at + ".name", "DUPLICATE", "Scenarios have names of their own.");
            shocks(errors, each, at, config.maxShocks());
        });
        errors.require(scenarios == null || !scenarios.isEmpty(), "scenarios", "REQUIRED", "At least one is needed.");
        errors.throwIfAny();
        return this;
    }

    private static void shocks(FieldErrors errors, ScenarioGiven of, String at, int most) {
        boolean any = of.prices() != null || of.rates() != null || of.currencies() != null;
        errors.require(any, at + ".prices", "REQUIRED", "A scenario has shocks of prices, rates or currencies.");
        if (of.prices() != null) {
            Given.list(
                    errors,
                    at + ".prices",
                    of.prices(),
                    most,
                    (each, i) -> price(errors, each, at + ".prices[" + i + "]"));
        }
        if (of.rates() != null) {
            Given.list(errors, at + ".rates", of.rates(), most, (each, i) -> {
                String field = at + ".rates[" + i + "].shift";
                Given.required(errors, each.shift(), field);
                boolean within = each.shift() == null || each.shift().abs().compareTo(MOST_SHIFT) <= 0;
                errors.require(within, field, "OUT_OF_RANGE", "From -0.1 to 0.1.");
            });
        }
        if (of.currencies() != null) {
            Given.list(errors, at + ".currencies", of.currencies(), most, (each, i) -> {
                String field = at + ".currencies[" + i + "]";
                Given.required(errors, each.currency(), field + ".currency");
                shock(errors, each.shock(), field + ".shock");
            });
        }
    }

    private static void price(FieldErrors errors, PriceGiven each, String at) {
        shock(errors, each.shock(), at + ".shock");
        errors.require(
                (each.by() == null) == (each.name() == null), at + ".by", "NOT_ALONE", "Give by and name, or neither.");
        boolean known = each.by() == null
                || Arrays.stream(Attribute.values()).anyMatch(one -> one.word().equals(each.by()));
        errors.require(known, at + ".by", "UNKNOWN", "An attribute of instruments, as in allocation.");
    }

    private static void shock(FieldErrors errors, BigDecimal shock, String field) {
        Given.required(errors, shock, field);
        boolean within =
                shock == null || shock.compareTo(BigDecimal.ONE.negate()) >= 0 && shock.compareTo(MOST_SHOCK) <= 0;
        errors.require(within, field, "OUT_OF_RANGE", "From -1 to 10.");
    }

    List<Scenario> read() {
        return scenarios.stream()
                .map(each -> new Scenario(
                        each.name(),
                        orNone(each.prices()).stream()
                                .map(shock -> new Scenario.PriceShock(
                                        Optional.ofNullable(shock.by()),
                                        Objects.requireNonNullElse(shock.name(), ""),
                                        shock.shock()))
                                .toList(),
                        orNone(each.rates()).stream()
                                .map(shock ->
                                        new Scenario.RateShock(Optional.ofNullable(shock.currency()), shock.shift()))
                                .toList(),
                        orNone(each.currencies()).stream()
                                .map(shock -> new Scenario.CurrencyShock(shock.currency(), shock.shock()))
                                .toList()))
                .toList();
    }

    private static <T> List<T> orNone(List<T> list) {
        return list == null ? List.of() : list;
    }

    /** Notes currencies that cannot be shocked, since values are in them. */
    void requireForeign(String base) {
        FieldErrors errors = new FieldErrors();
        for (int i = 0; i < scenarios.size(); i++) {
            List<CurrencyGiven> shocks = orNone(scenarios.get(i).currencies());
            for (int j = 0; j < shocks.size(); j++) {
                errors.require(
                        !shocks.get(j).currency().equals(base),
                        "scenarios[" + i + "].currencies[" + j + "].currency",
                        "BASE_CURRENCY",
                        "The currency of the portfolio is what the others move against.");
            }
        }
        errors.throwIfAny();
    }
}
