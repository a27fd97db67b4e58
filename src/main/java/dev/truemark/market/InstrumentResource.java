package dev.truemark.market;

import dev.truemark.market.MarketLists.InstrumentFilter;
import dev.truemark.market.MarketLists.Range;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.PageParameters;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Instruments, by their newest known terms, and their prices. */
@Path("/api/v1/instruments")
@Tag(name = "Market")
@Produces(MediaType.APPLICATION_JSON)
class InstrumentResource {
    private final MarketLists lists;
    private final MarketReads reads;
    private final Pool pool;
    private final Answers answers;

    InstrumentResource(MarketLists lists, MarketReads reads, Pool pool, Answers answers) {
        this.lists = lists;
        this.reads = reads;
        this.pool = pool;
        this.answers = answers;
    }

    record InstrumentsView(List<InstrumentView> instruments, String nextCursor) {}

    record PricesView(List<PriceView> prices, String nextCursor) {}

    /** What instruments may be filtered by. */
    static class Filters {
        @RestQuery
        String symbol;

        @RestQuery
        String isin;

        @RestQuery("instrument_currency")
        String instrumentCurrency;

        @RestQuery("product_type")
        String productType;

        @RestQuery("asset_class")
        String assetClass;

        @RestQuery
        String sector;

        @RestQuery
        String country;

        private InstrumentFilter filter() {
            return new InstrumentFilter(
                    null,
                    given("symbol", symbol),
                    given("isin", isin),
                    given("instrument_currency", instrumentCurrency),
                    given("product_type", productType),
                    given("asset_class", assetClass),
                    given("sector", sector),
                    given("country", country));
        }
    }

    @GET
    @Operation(
            summary = "Instruments that are known",
            description = "Filters match exactly. Sorts by security_id, symbol, name, product_type, asset_class.")
    @APIResponseSchema(InstrumentsView.class)
    public Uni<Response> list(
            @BeanParam Filters filters, @BeanParam PageParameters paging, @RestHeader("If-None-Match") String known) {
        InstrumentFilter filter = filters.filter();
        PageRequest page = PageRequest.of(paging, "instruments", filter);
        return lists.instruments(filter, MarketLists.INSTRUMENTS.order(paging.sort), page)
                .map(found -> new InstrumentsView(found.page().items(), found.nextCursor(page)))
                .map(view -> answers.of(view, known));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "An instrument, by its security_id")
    @APIResponseSchema(InstrumentView.class)
    @APIResponse(responseCode = "404", description = "No instrument of that id is known")
    public Uni<Response> instrument(@RestPath String id, @RestHeader("If-None-Match") String known) {
        InstrumentFilter filter = new InstrumentFilter(id, null, null, null, null, null, null, null);
        return lists.instruments(filter, MarketLists.INSTRUMENTS.order(null), PageRequest.first(1))
                .map(found -> {
                    if (found.page().items().isEmpty()) {
                        throw ProblemException.notFound("No instrument of that id is known.");
                    }
                    return answers.of(found.page().items().getFirst(), known);
                });
    }

    @GET
    @Path("{id}/prices")
    @Operation(
            summary = "Prices of a security",
            description = "Told by its id or by its symbol, the newest word on each; from and to are days in UTC, both "
                    + "inclusive. Sorts by price_time (downwards unless asked), source. A security of which prices are "
                    + "known need not be known as an instrument.")
    @APIResponseSchema(PricesView.class)
    public Uni<Response> prices(
            @RestPath String id,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery String source,
            @BeanParam PageParameters paging,
            @RestHeader("If-None-Match") String known) {
        Range range = new Range(Parameters.date("from", from), Parameters.date("to", to), given("source", source));
        PageRequest page = PageRequest.of(paging, "prices", id, range);
        return reads.instruments(pool, List.of(id), page.pinned().map(PageRequest.Pin::knownAt))
                .map(found -> Optional.ofNullable(found.get(id)).orElseGet(() -> Instrument.unknown(id)))
                .chain(instrument -> lists.prices(instrument, range, MarketLists.PRICES.order(paging.sort), page))
                .map(found -> new PricesView(found.page().items(), found.nextCursor(page)))
                .map(view -> answers.of(view, known));
    }

    static String given(String name, String text) {
        return Parameters.text(name, text).orElse(null);
    }
}
