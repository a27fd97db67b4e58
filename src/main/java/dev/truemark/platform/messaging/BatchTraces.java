package dev.truemark.platform.messaging;

import dev.truemark.platform.messaging.Written.OutboxEntry;
import dev.truemark.platform.tracing.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * The steps of the traces that a batch's records stand in, one for each trace. What the batch publishes goes on in the trace of
 * the record with the same key, the last where several have it.
 */
final class BatchTraces {
    private static final BatchTraces NONE = new BatchTraces(Map.of(), Map.of());

    private final Map<String, Span> byParent;
    private final Map<String, String> byKey;

    private BatchTraces(Map<String, Span> byParent, Map<String, String> byKey) {
        this.byParent = byParent;
        this.byKey = byKey;
    }

    static BatchTraces begin(String stage, List<InRecord> records) {
        if (!Traces.areOn()) return NONE;
        Map<String, Span> byParent = new HashMap<>();
        Map<String, String> byKey = new HashMap<>();
        for (InRecord r : records) {
            String parent = Traces.in(r.headers());
            if (parent.isEmpty()) continue;
            Span step = byParent.computeIfAbsent(
                    parent,
                    p -> Traces.step(stage + " batch", SpanKind.CONSUMER, p)
                            .setAttribute("messaging.destination.name", r.topic())
                            .setAttribute("messaging.batch.message_count", records.size()));
            byKey.put(r.key(), Traces.textOf(step));
        }
        return byParent.isEmpty() ? NONE : new BatchTraces(byParent, byKey);
    }

    /** The same records, carrying on the traces that they belong to. */
    List<OutboxEntry> carriedOn(List<OutboxEntry> outbox) {
        if (byKey.isEmpty()) return outbox;
        List<OutboxEntry> carried = new ArrayList<>(outbox.size());
        for (OutboxEntry entry : outbox) {
            List<OutRecord> records =
                    entry.records().stream().map(this::carriedOn).toList();
            carried.add(new OutboxEntry(entry.partition(), entry.portfolioKey(), entry.version(), records));
        }
        return carried;
    }

    private OutRecord carriedOn(OutRecord r) {
        String trace = r.key() == null ? "" : byKey.getOrDefault(r.key(), "");
        return trace.isEmpty() ? r : r.with(Traces.HEADER, trace);
    }

    /** @param failure null where the batch is committed */
    void end(Throwable failure) {
        for (Span step : byParent.values()) {
            if (failure != null) step.setStatus(StatusCode.ERROR).recordException(failure);
            step.end();
        }
    }
}
