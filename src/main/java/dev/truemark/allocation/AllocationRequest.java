package dev.truemark.allocation;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.core.allocation.Allocation;
import dev.truemark.core.allocation.CashLine;
import dev.truemark.core.instrument.Constituent;
import dev.truemark.core.instrument.Constituents;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.performance.Given;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Positions with their values and what their instruments are, in one currency.
 *
 * @param by          names of attributes; {@code security} is the security itself
 * @param lookThrough true unless given
 * @param top         10 unless given
 */
record AllocationRequest(
        List<String> by,
        Boolean crossed,
        Boolean lookThrough,
        Integer top,
        List<PositionGiven> positions,
        List<CashGiven> cash,
        List<InstrumentGiven> instruments) {
    private static final int MOST_BY = 20;
    private static final int USUAL_LARGEST = 10;
    private static final int MOST_LARGEST = 1000;

    /** @param value null where it is not known */
    record PositionGiven(String securityId, BigDecimal value) {}

    /** @param value in the currency of all values, null where it is not known */
    record CashGiven(String currency, BigDecimal value) {}

    record ConstituentGiven(
            String securityId,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal weight) {}

    record InstrumentGiven(String securityId, Map<String, String> attributes, List<ConstituentGiven> constituents) {}

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    AllocationRequest checked(int most) {
        FieldErrors errors = new FieldErrors();
        Set<String> names = new HashSet<>();
        Given.list(errors, "by", by, MOST_BY, (each, i) -> unique(errors, names, each, "by[" + i + "]"));
        errors.require(by == null || !by.isEmpty(), "by", "REQUIRED", "At least one attribute is needed.");
        errors.require(
                top == null || top >= 1 && top <= MOST_LARGEST,
                "top",
                "OUT_OF_RANGE",
                "From 1 to " + MOST_LARGEST + ".");
        Set<String> held = new HashSet<>();
        Given.list(errors, "positions", positions, most, (each, i) -> {
            Given.required(errors, each.securityId(), "positions[" + i + "].security_id");
            unique(errors, held, each.securityId(), "positions[" + i + "].security_id");
        });
        Set<String> currencies = new HashSet<>();
        if (cash != null) {
            Given.list(errors, "cash", cash, most, (each, i) -> {
                Given.required(errors, each.currency(), "cash[" + i + "].currency");
                unique(errors, currencies, each.currency(), "cash[" + i + "].currency");
            });
        }
        instruments(errors, most);
        errors.throwIfAny();
        return this;
    }

    private void instruments(FieldErrors errors, int most) {
        if (instruments == null) return;
        Set<String> told = new HashSet<>();
        Given.list(errors, "instruments", instruments, most, (each, i) -> {
            String at = "instruments[" + i + "]";
            Given.required(errors, each.securityId(), at + ".security_id");
            unique(errors, told, each.securityId(), at + ".security_id");
            if (each.securityId() != null && each.constituents() != null) constituents(errors, each, at);
        });
    }

    private static void constituents(FieldErrors errors, InstrumentGiven of, String at) {
        String list = at + ".constituents";
        FieldErrors own = new FieldErrors();
        Given.list(own, list, of.constituents(), Constituents.MOST, (each, i) -> {
            Given.required(own, each.securityId(), list + "[" + i + "].security_id");
            Given.required(own, each.weight(), list + "[" + i + "].weight");
        });
        own.list().forEach(each -> errors.add(each.field(), each.code(), each.message()));
        if (!own.isEmpty()) return;
        for (Constituents.Fault fault : Constituents.faults(of.securityId(), read(of))) {
            errors.add(
                    fault.index() < 0 ? list : list + "[" + fault.index() + "]",
                    fault.rule().name(),
                    fault.rule().message());
        }
    }

    private static void unique(FieldErrors errors, Set<String> names, String name, String field) {
        errors.require(name == null || names.add(name), field, "DUPLICATE", "It is given twice.");
    }

    private static List<Constituent> read(InstrumentGiven of) {
        return of.constituents().stream()
                .map(each -> new Constituent(each.securityId(), each.weight()))
                .toList();
    }

    Allocation.Held held() {
        Map<String, BaseAmount> values = new HashMap<>();
        positions.forEach(each -> values.put(each.securityId(), BaseAmount.ofNullable(each.value())));
        Map<String, Map<String, String>> attributes = new HashMap<>();
        Map<String, Constituents> constituents = new HashMap<>();
        for (InstrumentGiven each : instruments == null ? List.<InstrumentGiven>of() : instruments) {
            if (each.attributes() != null) attributes.put(each.securityId(), each.attributes());
            if (each.constituents() != null) constituents.put(each.securityId(), new Constituents(read(each)));
        }
        List<CashLine> lines = (cash == null ? List.<CashGiven>of() : cash)
                .stream()
                        .map(each -> new CashLine(each.currency(), BaseAmount.ofNullable(each.value())))
                        .toList();
        return new Allocation.Held(values, lines, attributes, constituents);
    }

    Allocation.Question question() {
        return new Allocation.Question(
                by,
                Boolean.TRUE.equals(crossed),
                !Boolean.FALSE.equals(lookThrough),
                top == null ? USUAL_LARGEST : top);
    }
}
