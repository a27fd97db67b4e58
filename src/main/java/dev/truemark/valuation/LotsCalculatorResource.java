package dev.truemark.valuation;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.Policy.CashTracking;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Policy.DividendTreatment;
import dev.truemark.core.ledger.Policy.Oversell;
import dev.truemark.ingest.format.GivenPolicies;
import dev.truemark.performance.Given;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.portfolio.PoliciesView;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The books and values of transactions, prices and rates that the caller brings; nothing of them is kept. */
@Path("/api/v1/analytics/lots")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class LotsCalculatorResource {
    private final LotsCalculator calculator;
    private final HeavyWork heavy;
    private final Clock clock;

    LotsCalculatorResource(LotsCalculator calculator, HeavyWork heavy, Clock clock) {
        this.calculator = calculator;
        this.heavy = heavy;
        this.clock = clock;
    }

    /** What is not given is FIFO, fees in cost, dividends as income, no shorts, cash AUTO, and today. */
    record LotsRequest(
            CostMethod method,
            Boolean feesInCost,
            DividendTreatment dividendTreatment,
            Oversell oversell,
            CashTracking cashTracking,

            @Schema(implementation = PoliciesView.PolicyView[].class)
            JsonNode policies,

            String baseCurrency,
            @Schema(implementation = Object[].class) List<JsonNode> transactions,
            @Schema(implementation = Object[].class) List<JsonNode> prices,
            @Schema(implementation = Object[].class) List<JsonNode> fxRates,
            @Schema(implementation = Object[].class) List<JsonNode> instruments,
            LocalDate asOf) {
        Policies bookedBy() {
            Policy d = Policy.DEFAULT;
            Policy own = new Policy(
                    Objects.requireNonNullElse(method, d.costMethod()),
                    Objects.requireNonNullElse(oversell, d.oversell()),
                    Objects.requireNonNullElse(dividendTreatment, d.dividendTreatment()),
                    Objects.requireNonNullElse(cashTracking, d.cashTracking()),
                    Objects.requireNonNullElse(feesInCost, d.feesInCost()));
            return policies == null || policies.isNull()
                    ? Policies.of(own)
                    : Policies.of(own, GivenPolicies.of(policies));
        }
    }

    @POST
    @Blocking
    @Operation(
            summary = "Lots, realised gains and values of transactions that the caller brings",
            description =
                    "transactions, prices, fx_rates and instruments are those of the ingest, booked and valued by the same "
                            + "functions as a portfolio's; nothing is kept. A transaction may leave out portfolio_id, transaction_id "
                            + "(then t0, t1, … by its place) and the currency (then base_currency). A bond is valued by the bond{} of "
                            + "its instrument. as_of is today unless given. "
                            + "What is not booked is in rejected with its reason. policies are those of a portfolio: what holds from "
                            + "a date on or for one security.")
    public Uni<CalculatedLots> lots(LotsRequest request) {
        LotsRequest given = Given.body(request);
        BroughtFacts facts = calculator.read(given, clock.instant());
        LocalDate asOf = given.asOf() != null ? given.asOf() : LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        Policies policies = given.bookedBy();
        return heavy.run(() -> calculator.calculate(facts, policies, asOf));
    }
}
