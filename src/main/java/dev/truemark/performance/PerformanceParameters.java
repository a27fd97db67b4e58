package dev.truemark.performance;

import dev.truemark.core.performance.FlowTiming;
import dev.truemark.platform.reading.Parameters;
import java.time.LocalDate;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Over which days, and how flows and fees are taken; a resource takes them as a {@code @BeanParam}. */
public class PerformanceParameters {
    @RestQuery
    @Parameter(
            description = "First day of the period; the first of the history unless given. Not together with period.")
    public String from;

    @RestQuery
    @Parameter(description = "Last day of the period; as_of unless given.")
    public String to;

    @RestQuery
    @Parameter(description = "MTD, QTD, YTD, 1Y, 3Y, 5Y or ITD, counted back from the last day.")
    public String period;

    @RestQuery("flow_timing")
    @Parameter(description = "IN_START_OUT_END unless given, START or END.")
    public String flowTiming;

    @RestQuery
    @Parameter(description = "true unless given: fees count as a loss. false: they count as money taken out.")
    public String net;

    public FlowTiming timing() {
        return Parameters.constant("flow_timing", flowTiming, FlowTiming.class).orElse(FlowTiming.IN_START_OUT_END);
    }

    public boolean isNet() {
        return Parameters.text("net", net)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Parameters.bad("net", "true or false");
                })
                .orElse(true);
    }

    public Optional<LocalDate> lastDay() {
        return Parameters.date("to", to);
    }

    Optional<UsualPeriod> usual() {
        Optional<UsualPeriod> usual = Parameters.text("period", period)
                .map(text -> UsualPeriod.of(text)
                        .orElseThrow(() -> Parameters.bad("period", "MTD, QTD, YTD, 1Y, 3Y, 5Y or ITD")));
        if (usual.isPresent() && Parameters.date("from", from).isPresent()) {
            throw Parameters.bad("period", "absent where from is given");
        }
        return usual;
    }

    /** The day at whose end the period begins; {@link LocalDate#MIN} for the beginning of the history. */
    public LocalDate start(LocalDate end) {
        return usual().map(each -> each.startOf(end))
                .or(() -> Parameters.date("from", from).map(date -> date.minusDays(1)))
                .orElse(LocalDate.MIN);
    }
}
