package dev.truemark.platform.tracing;

import io.opentelemetry.api.GlobalOpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanContext;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.List;
import java.util.Map;

/**
 * Traces across what has no call stack of its own: a Kafka record, a batch, a socket. A trace is carried as the text of
 * W3C's {@code traceparent}. Where tracing is off each of these methods is one look at a field.
 */
public final class Traces {
    /** Name of the header of requests and records. */
    public static final String HEADER = "traceparent";

    private static final String NAME = "truemark";
    private static final TextMapGetter<String> THE_TEXT = new TextMapGetter<>() {
        @Override
        public Iterable<String> keys(String text) {
            return List.of(HEADER);
        }

        @Override
        public String get(String text, String key) {
            return HEADER.equals(key) ? text : null;
        }
    };
    private static volatile boolean on;

    private Traces() {}

    static void switchOn(boolean to) {
        on = to;
    }

    public static boolean areOn() {
        return on;
    }

    /** Where the caller stands in a trace; empty where he is in none. */
    public static String here() {
        return on ? textOf(Span.current().getSpanContext()) : "";
    }

    /** What a record's headers say; empty where they say nothing, or tracing is off. */
    public static String in(Map<String, String> headers) {
        return on ? headers.getOrDefault(HEADER, "") : "";
    }

    /** Starts a step of the trace that {@code parent} stands in; whoever starts it ends it. A step of no trace is not recorded. */
    public static Span step(String name, SpanKind kind, String parent) {
        if (parent.isEmpty() || !on) return Span.getInvalid();
        Context from = W3CTraceContextPropagator.getInstance().extract(Context.root(), parent, THE_TEXT);
        return GlobalOpenTelemetry.getTracer(NAME)
                .spanBuilder(name)
                .setSpanKind(kind)
                .setParent(from)
                .startSpan();
    }

    /** As a header carries it on; empty for a step of no trace. */
    public static String textOf(Span step) {
        return textOf(step.getSpanContext());
    }

    private static String textOf(SpanContext at) {
        return at.isValid()
                ? "00-" + at.getTraceId() + "-" + at.getSpanId() + "-"
                        + at.getTraceFlags().asHex()
                : "";
    }
}
