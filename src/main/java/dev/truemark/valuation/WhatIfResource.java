package dev.truemark.valuation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ingest.format.GivenPolicies;
import dev.truemark.ingest.format.ReceivedTransaction;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.WhatIf;
import dev.truemark.performance.Given;
import dev.truemark.platform.reading.Engine;
import dev.truemark.portfolio.BooksParameters;
import dev.truemark.portfolio.PoliciesView;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** A portfolio's gains as they would be under every cost method, and with other transactions. */
@Path("/api/v1/portfolios")
@Tag(name = "Valuation")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class WhatIfResource {
    private final WhatIf whatIf;
    private final ValuationService valuations;
    private final CurrentCaller current;
    private final ValuationConfig config;
    private final Engine engine;
    private final Clock clock;

    WhatIfResource(
            WhatIf whatIf,
            ValuationService valuations,
            CurrentCaller current,
            ValuationConfig config,
            Engine engine,
            Clock clock) {
        this.whatIf = whatIf;
        this.valuations = valuations;
        this.current = current;
        this.config = config;
        this.engine = engine;
        this.clock = clock;
    }

    /**
     * @param methods  all unless given
     * @param policies in the place of what holds from a date on or for one security; as they are unless given
     */
    record WhatIfRequest(
            @Schema(implementation = Object[].class) List<JsonNode> transactions,
            List<CostMethod> methods,

            @Schema(implementation = PoliciesView.PolicyView[].class)
            JsonNode policies) {}

    /** @param underPolicies as the portfolio's policies, or those supposed, book it; its method is null */
    record WhatIfView(
            @JsonUnwrapped BooksStamp books,
            CostMethod costMethod,
            MethodView underPolicies,
            List<MethodView> methods) {}

    /**
     * @param added what became of the transactions that were supposed
     * @param realizedPnlBase of all positions, closed ones too
     */
    record MethodView(
            CostMethod method,
            BigDecimal realizedPnlBase,
            BigDecimal unrealizedPnlBase,
            BigDecimal incomeBase,
            BigDecimal totalCost,
            BigDecimal positionsValue,
            BigDecimal cashBalance,
            BigDecimal totalValue,
            List<HeldView> positions,
            List<AddedView> added,
            Quality quality) {
        static MethodView of(WhatIf.Supposed supposed, Valued valued) {
            Map<String, PositionValue> values = valued.value().positions().stream()
                    .collect(Collectors.toMap(p -> p.holding().securityId(), Function.identity()));
            List<HeldPosition> all = supposed.books().positions();
            return new MethodView(
                    supposed.method().orElse(null),
                    sum(all, HeldPosition::realizedBase),
                    valued.value().totalGainLoss().orNull(),
                    sum(all, held -> held.holding().incomeBase()),
                    valued.value().totalCost().orNull(),
                    valued.value().positionsValue().orNull(),
                    valued.value().cashBalance().orNull(),
                    valued.value().totalValue().orNull(),
                    all.stream()
                            .map(held -> HeldView.of(held, values.get(held.securityId())))
                            .toList(),
                    supposed.added().stream().map(AddedView::of).toList(),
                    valued.value().quality());
        }

        private static BigDecimal sum(List<HeldPosition> all, Function<HeldPosition, BaseAmount> of) {
            return all.stream()
                    .map(of)
                    .reduce(BaseAmount.ZERO, BaseAmount::plus)
                    .orNull();
        }
    }

    /** A position, closed ones included for what they realised. */
    record HeldView(
            String securityId,
            String currency,
            BigDecimal quantity,
            BigDecimal costBasis,
            BigDecimal costBasisBase,
            BigDecimal marketValueBase,
            BigDecimal realizedPnl,
            BigDecimal realizedPnlBase,
            BigDecimal unrealizedPnl,
            BigDecimal unrealizedPnlBase) {
        /** @param value null of a closed position */
        static HeldView of(HeldPosition held, PositionValue value) {
            return new HeldView(
                    held.securityId(),
                    held.holding().currency(),
                    held.holding().quantity(),
                    held.holding().cost(),
                    held.holding().costBase().orNull(),
                    value == null ? BigDecimal.ZERO : value.marketValueBase().orNull(),
                    held.realized(),
                    held.realizedBase().orNull(),
                    value == null ? BigDecimal.ZERO : value.unrealized().orNull(),
                    value == null ? BigDecimal.ZERO : value.unrealizedBase().orNull());
        }
    }

    record AddedView(
            String transactionId,
            String status,
            String reason,
            String waitingFor,
            BigDecimal netCost,
            BigDecimal realizedGainLoss,
            BigDecimal realizedGainLossBase,
            BigDecimal cashEffect) {
        static AddedView of(BookedTransaction t) {
            return new AddedView(
                    t.key().transactionId(),
                    t.status(),
                    t.reason(),
                    t.waitingFor(),
                    t.netCost(),
                    t.realized(),
                    t.realizedBase(),
                    t.cashAmount());
        }
    }

    @POST
    @Path("{id}/what-if")
    @Operation(
            summary = "Gains under every cost method, and with transactions that are only supposed",
            description = "Changes nothing. Transactions are those of the ingest; they may leave out portfolio_id and "
                    + "transaction_id (then t0, t1, … by its place). One with the id of a "
                    + "known transaction stands in its place, or with reversed takes it away.")
    public Uni<WhatIfView> whatIf(@RestPath String id, @BeanParam BooksParameters when, WhatIfRequest request) {
        WhatIfRequest given = Given.body(request);
        List<CostMethod> methods = given.methods() == null || given.methods().isEmpty()
                ? Arrays.asList(CostMethod.values())
                : given.methods().stream().distinct().toList();
        Collection<ReceivedTransaction> extra =
                BroughtFacts.supposed(given.transactions(), clock.instant(), config.maxCalculatedFacts());
        Optional<List<PolicyEntry>> policies = Optional.ofNullable(given.policies())
                .filter(list -> !list.isNull())
                .map(GivenPolicies::of);
        return whatIf.books(when.query(current.caller().id(), id), extra, methods, policies)
                .chain(answer -> Multi.createFrom()
                        .iterable(answer.supposed())
                        .onItem()
                        .transformToUniAndConcatenate(supposed ->
                                valuations.value(supposed.books()).map(valued -> MethodView.of(supposed, valued)))
                        .collect()
                        .asList()
                        .map(views -> view(answer.head(), views)));
    }

    private WhatIfView view(BooksHead head, List<MethodView> all) {
        return new WhatIfView(
                BooksStamp.of(head, engine.version()),
                head.policy().costMethod(),
                all.getFirst(),
                all.subList(1, all.size()));
    }
}
