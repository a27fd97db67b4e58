package dev.truemark.market;

import dev.truemark.market.MarketLists.Range;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.PageParameters;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Parameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestQuery;

/** Exchange rates as they were told. */
@Path("/api/v1/fx-rates")
@Tag(name = "Market")
@Produces(MediaType.APPLICATION_JSON)
class FxRateResource {
    private final MarketLists lists;
    private final Answers answers;

    FxRateResource(MarketLists lists, Answers answers) {
        this.lists = lists;
        this.answers = answers;
    }

    record RatesView(List<RateView> fxRates, String nextCursor) {}

    @GET
    @Operation(
            summary = "Exchange rates as told",
            description =
                    "The newest word on each, as quoted: nothing inverted, nothing crossed. from and to are days in "
                            + "UTC, both inclusive. Sorts by rate_time (downwards unless asked), from_currency, to_currency, source.")
    @APIResponseSchema(RatesView.class)
    public Uni<Response> list(
            @RestQuery("from_currency") String fromCurrency,
            @RestQuery("to_currency") String toCurrency,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String source,
            @BeanParam PageParameters paging,
            @RestHeader("If-None-Match") String known) {
        Range range = new Range(
                Parameters.date("from", from), Parameters.date("to", to), InstrumentResource.given("source", source));
        PageRequest page = PageRequest.of(paging, "fx-rates", fromCurrency, toCurrency, range);
        return lists.rates(
                        InstrumentResource.given("from_currency", fromCurrency),
                        InstrumentResource.given("to_currency", toCurrency),
                        range,
                        MarketLists.RATES.order(paging.sort),
                        page)
                .map(found -> new RatesView(found.page().items(), found.nextCursor(page)))
                .map(view -> answers.of(view, known));
    }
}
