package dev.truemark.platform.messaging;

import dev.truemark.platform.tracing.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.List;

/**
 * Records on their way to the broker, with a step for each that stands in a trace.
 *
 * @param records as they are to be sent
 */
record PublishTraces(List<OutRecord> records, List<Span> steps) {

    static PublishTraces begin(List<OutRecord> records) {
        if (!Traces.areOn()) return new PublishTraces(records, List.of());
        List<OutRecord> carried = new ArrayList<>(records.size());
        List<Span> steps = new ArrayList<>();
        for (OutRecord r : records) {
            String parent = Traces.in(r.headers());
            if (parent.isEmpty()) {
                carried.add(r);
                continue;
            }
            Span step = Traces.step(r.topic() + " publish", SpanKind.PRODUCER, parent)
                    .setAttribute("messaging.destination.name", r.topic());
            steps.add(step);
            carried.add(r.with(Traces.HEADER, Traces.textOf(step)));
        }
        return new PublishTraces(carried, steps);
    }

    /** @param failure null where the broker has them */
    void end(Throwable failure) {
        for (Span step : steps) {
            if (failure != null) step.setStatus(StatusCode.ERROR).recordException(failure);
            step.end();
        }
    }
}
