package dev.truemark.alert;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.PageParameters;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Parameters;
import dev.truemark.portfolio.PortfolioService;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What the rules of a portfolio fired on. */
@Path("/api/v1/portfolios/{id}/alerts")
@Tag(name = "Alerts")
@Produces(MediaType.APPLICATION_JSON)
class AlertsResource {
    private final AlertReads alerts;
    private final PortfolioService portfolios;
    private final CurrentCaller current;
    private final Answers answers;
    private final Clock clock;

    AlertsResource(
            AlertReads alerts, PortfolioService portfolios, CurrentCaller current, Answers answers, Clock clock) {
        this.alerts = alerts;
        this.portfolios = portfolios;
        this.current = current;
        this.answers = answers;
        this.clock = clock;
    }

    record AlertsView(String portfolioId, UUID id, List<AlertView> alerts, String nextCursor) {}

    @GET
    @Operation(
            summary = "What the alert rules of a portfolio fired on",
            description = "The newest first, each with the figure that it fired on and what became of its webhook.")
    @APIResponseSchema(AlertsView.class)
    public Uni<Response> list(
            @RestPath String id,
            @RestQuery @Parameter(description = "OPEN or RESOLVED; both unless given.") String state,
            @RestQuery("rule_id") @Parameter(description = "Those of one rule.") String ruleId,
            @BeanParam PageParameters paging,
            @RestHeader("If-None-Match") String known) {
        PageRequest page = PageRequest.of(paging, "alerts", id, state, ruleId);
        if (Parameters.text("sort", paging.sort).isPresent())
            throw Parameters.bad("sort", "absent: the newest comes first");
        Optional<Alert.State> wanted = Parameters.constant("state", state, Alert.State.class);
        Optional<UUID> rule = rule(ruleId);
        Instant until = page.pinned()
                .map(PageRequest.Pin::knownAt)
                .orElseGet(() -> clock.instant().plus(1, ChronoUnit.HOURS).truncatedTo(ChronoUnit.MICROS));
        return portfolios
                .get(current.caller().id(), id)
                .chain(portfolio -> alerts.list(new AlertReads.Wanted(portfolio.id(), rule, wanted, until), page)
                        .map(found -> new AlertsView(
                                portfolio.portfolioId(),
                                portfolio.id(),
                                found.items(),
                                page.next(found, LocalDate.EPOCH, newest(page, found.items(), until)))))
                .map(view -> answers.of(view, known));
    }

    /** The cursor pins the newest alert of the first page: what fires later is not of this list. */
    private static Instant newest(PageRequest page, List<AlertView> found, Instant until) {
        return page.pinned().isPresent() || found.isEmpty()
                ? until
                : found.getFirst().firedAt();
    }

    private static Optional<UUID> rule(String text) {
        try {
            return Parameters.text("rule_id", text).map(UUID::fromString);
        } catch (IllegalArgumentException notAnId) {
            throw Parameters.bad("rule_id", "the id of a rule");
        }
    }

    @POST
    @Path("{alert_id}/acknowledge")
    @Operation(
            summary = "Note that an alert was seen",
            description = "The first time counts; the alert stays as it is.")
    public Uni<AlertView> acknowledge(@RestPath String id, @RestPath("alert_id") UUID alertId) {
        return portfolios
                .get(current.caller().id(), id)
                .chain(portfolio -> alerts.acknowledge(portfolio.id(), alertId))
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("The portfolio has no such alert.")));
    }
}
