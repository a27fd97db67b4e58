package dev.truemark.market;

import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** The newest quote of one symbol or of many. */
@Path("/api/v1/quotes")
@Tag(name = "Market")
@Produces(MediaType.APPLICATION_JSON)
class QuoteResource {
    private static final String UNKNOWN = "No price of that symbol is known.";

    private final QuoteService quotes;
    private final QuoteConfig config;

    QuoteResource(QuoteService quotes, QuoteConfig config) {
        this.quotes = quotes;
        this.config = config;
    }

    record SymbolsRequest(List<String> symbols) {}

    /** @param unknown symbols without a quote, as asked for */
    record QuotesView(List<QuoteView> quotes, List<String> unknown) {}

    @GET
    @Path("{symbol}")
    @Operation(
            summary = "The newest quote of a symbol",
            description = "A security's id will do for its symbol. stale: older than truemark.quote.stale-after.")
    @APIResponse(responseCode = "200", description = "The quote")
    @APIResponse(responseCode = "404", description = "No price of that symbol is known")
    public Uni<QuoteView> quote(@RestPath String symbol) {
        if (!isSymbol(symbol)) throw ProblemException.notFound(UNKNOWN);
        return quotes.quotes(List.of(symbol)).map(found -> {
            QuoteView quote = found.get(symbol);
            if (quote == null) throw ProblemException.notFound(UNKNOWN);
            return quote;
        });
    }

    @POST
    @Path("batch")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The newest quotes of many symbols", description = "In the order asked for, each once.")
    public Uni<QuotesView> batch(SymbolsRequest request) {
        List<String> symbols = checked(request);
        return quotes.quotes(symbols).map(found -> viewOf(symbols, found));
    }

    private List<String> checked(SymbolsRequest request) {
        List<String> symbols = request == null ? null : request.symbols();
        if (symbols == null) throw ProblemException.invalid("symbols", "REQUIRED", "A list of symbols is needed.");
        FieldErrors errors = new FieldErrors()
                .require(
                        symbols.size() <= config.maxSymbols(),
                        "symbols",
                        "TOO_MANY",
                        "At most " + config.maxSymbols() + " symbols at once.");
        for (int i = 0; i < Math.min(symbols.size(), config.maxSymbols()); i++) {
            String symbol = symbols.get(i);
            errors.require(isSymbol(symbol), "symbols[" + i + "]", "REQUIRED", "A symbol is needed here.");
        }
        errors.throwIfAny();
        return symbols.stream().distinct().toList();
    }

    private static boolean isSymbol(String text) {
        return text != null && !text.isBlank() && text.indexOf('\0') < 0;
    }

    private static QuotesView viewOf(List<String> symbols, Map<String, QuoteView> found) {
        return new QuotesView(
                symbols.stream().filter(found::containsKey).map(found::get).toList(),
                symbols.stream().filter(symbol -> !found.containsKey(symbol)).toList());
    }
}
