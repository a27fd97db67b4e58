package dev.truemark.market;

import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** Quotes under their other name. */
@Path("/api/v1/stocks")
@Tag(name = "Market")
@Produces(MediaType.APPLICATION_JSON)
class StockResource {
    private final QuoteResource quotes;

    StockResource(QuoteResource quotes) {
        this.quotes = quotes;
    }

    @GET
    @Path("{symbol}")
    @Operation(summary = "The newest quote of a symbol", description = "The same as /quotes/{symbol}.")
    public Uni<QuoteView> quote(@RestPath String symbol) {
        return quotes.quote(symbol);
    }

    @POST
    @Path("batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The newest quotes of many symbols", description = "The same as /quotes/batch.")
    public Uni<QuoteResource.QuotesView> batch(QuoteResource.SymbolsRequest request) {
        return quotes.batch(request);
    }
}
