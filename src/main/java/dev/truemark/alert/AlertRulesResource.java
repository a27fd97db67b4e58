package dev.truemark.alert;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.PageParameters;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriBuilder;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** What the owner of a portfolio wants to hear of. */
@Path(AlertRulesResource.PATH)
@Tag(name = "Alerts")
@Produces(MediaType.APPLICATION_JSON)
class AlertRulesResource {
    static final String PATH = "/api/v1/portfolios/{id}/alert-rules";

    private final AlertRules rules;
    private final AlertRuleCreation creation;
    private final CurrentCaller current;
    private final Answers answers;

    AlertRulesResource(AlertRules rules, AlertRuleCreation creation, CurrentCaller current, Answers answers) {
        this.rules = rules;
        this.creation = creation;
        this.current = current;
        this.answers = answers;
    }

    record AlertRulesView(String portfolioId, UUID id, List<AlertRuleView> alertRules, String nextCursor) {}

    @GET
    @Operation(summary = "The alert rules of a portfolio", description = "In the order in which they were made.")
    @APIResponseSchema(AlertRulesView.class)
    public Uni<Response> list(
            @RestPath String id, @BeanParam PageParameters paging, @RestHeader("If-None-Match") String known) {
        PageRequest page = PageRequest.of(paging, "alert-rules", id);
        if (Parameters.text("sort", paging.sort).isPresent())
            throw Parameters.bad("sort", "absent: rules have one order");
        return rules.list(current.caller().id(), id, page)
                .map(found -> new AlertRulesView(
                        found.portfolio().portfolioId(),
                        found.portfolio().id(),
                        found.rules().map(each -> AlertRuleView.of(each, null)).items(),
                        page.next(found.rules())))
                .map(view -> answers.of(view, known));
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "A new alert rule",
            description =
                    "It is looked at within seconds, and fires at once where its condition holds already. With a webhook_url "
                            + "the answer has webhook_secret, the key of the signatures, which is shown this once (docs/alerts.md).")
    @APIResponseSchema(value = AlertRuleView.class, responseCode = "201")
    @APIResponse(responseCode = "409", description = "The portfolio has as many rules as it may have")
    public Uni<Response> create(
            @RestPath String id,
            @RestHeader("Idempotency-Key")
                    @Parameter(
                            description = "Names the request: made again with the same body it has the first answer, "
                                    + "with Idempotency-Replayed: true, and one effect; with another body it is 409")
                    String key,
            AlertRuleRequest wanted) {
        return creation.create(current.caller().id(), id, required(wanted), Optional.ofNullable(key))
                .map(made -> created(id, made));
    }

    private static Response created(String portfolio, AlertRuleCreation.Created made) {
        Response.ResponseBuilder response = Response.created(UriBuilder.fromPath(PATH + "/{rule}")
                        .build(portfolio, made.view().id()))
                .entity(made.view());
        if (made.replayed()) response.header("Idempotency-Replayed", "true");
        return response.build();
    }

    @GET
    @Path("{rule_id}")
    @Operation(summary = "One alert rule")
    @APIResponseSchema(AlertRuleView.class)
    public Uni<Response> get(
            @RestPath String id, @RestPath("rule_id") UUID ruleId, @RestHeader("If-None-Match") String known) {
        return rules.get(current.caller().id(), id, ruleId)
                .map(rule -> answers.of(AlertRuleView.of(rule, null), known));
    }

    @PUT
    @Path("{rule_id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Change an alert rule",
            description =
                    "The whole rule anew: what is absent has its usual value. Where that changes when it fires, an open alert "
                            + "of the rule is closed, and the rule looked at as if it were new. A webhook that was there keeps its secret; the secret of "
                            + "one that was not is in the answer.")
    public Uni<AlertRuleView> change(@RestPath String id, @RestPath("rule_id") UUID ruleId, AlertRuleRequest wanted) {
        AtomicReference<String> secret = new AtomicReference<>();
        return rules.change(current.caller().id(), id, ruleId, required(wanted), secret::set)
                .map(rule -> AlertRuleView.of(rule, secret.get()));
    }

    @POST
    @Path("{rule_id}/webhook-secret")
    @Operation(
            summary = "Another secret for the webhook of an alert rule",
            description = "Every attempt from now on is signed with it; the one before has no force any more.")
    @APIResponse(responseCode = "409", description = "The rule has no webhook")
    public Uni<AlertRuleView> renewSecret(@RestPath String id, @RestPath("rule_id") UUID ruleId) {
        AtomicReference<String> secret = new AtomicReference<>();
        return rules.renewSecret(current.caller().id(), id, ruleId, secret::set)
                .map(rule -> AlertRuleView.of(rule, secret.get()));
    }

    @DELETE
    @Path("{rule_id}")
    @Operation(
            summary = "Remove an alert rule",
            description = "Its alerts are kept; an open one is closed, and its webhook is told nothing more.")
    public Uni<Void> remove(@RestPath String id, @RestPath("rule_id") UUID ruleId) {
        return rules.remove(current.caller().id(), id, ruleId);
    }

    private static AlertRuleRequest required(AlertRuleRequest wanted) {
        if (wanted == null) throw new ProblemException(CommonProblems.MALFORMED_JSON, "A JSON object is needed.");
        return wanted;
    }
}
