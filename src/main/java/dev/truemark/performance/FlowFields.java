package dev.truemark.performance;

import dev.truemark.core.performance.CashFlow;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;

/** A dated amount of a request. */
record FlowFields(LocalDate date, BigDecimal amount) {
    static List<CashFlow> read(List<FlowFields> flows, int most, FieldErrors errors) {
        Given.list(errors, "flows", flows, most, (flow, i) -> {
            Given.required(errors, flow.date(), "flows[" + i + "].date");
            Given.required(errors, flow.amount(), "flows[" + i + "].amount");
        });
        errors.throwIfAny();
        return flows.stream()
                .map(flow -> new CashFlow(flow.date(), flow.amount()))
                .toList();
    }
}
