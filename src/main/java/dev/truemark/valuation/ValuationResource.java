package dev.truemark.valuation;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.auth.CurrentCaller;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.PageParameters;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Parameters;
import dev.truemark.portfolio.BooksParameters;
import dev.truemark.portfolio.Portfolio;
import dev.truemark.portfolio.PortfolioService;
import dev.truemark.portfolio.PortfolioView;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a portfolio is worth. */
@Path("/api/v1/portfolios")
@Tag(name = "Valuation")
@Produces(MediaType.APPLICATION_JSON)
class ValuationResource {
    private final ValuationService valuations;
    private final ValuationSeries series;
    private final PortfolioService portfolios;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    ValuationResource(
            ValuationService valuations,
            ValuationSeries series,
            PortfolioService portfolios,
            CurrentCaller current,
            Answers answers,
            Engine engine) {
        this.valuations = valuations;
        this.series = series;
        this.portfolios = portfolios;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    /** The portfolio, what it holds, and the totals beside its own fields. */
    record LivePortfolioView(
            @JsonUnwrapped PortfolioView portfolio,
            LocalDate asOf,
            Instant knownAt,
            String engine,
            List<PositionFigures> holdings,
            List<CashFigures> cash,
            @JsonUnwrapped TotalFigures totals,
            String stateHash) {
        static LivePortfolioView of(Portfolio portfolio, Valued valued, String engine) {
            BooksHead head = valued.books().head();
            return new LivePortfolioView(
                    PortfolioView.of(portfolio, head),
                    head.asOf(),
                    head.knownAt(),
                    engine,
                    ValuationView.positions(valued),
                    ValuationView.cash(valued),
                    TotalFigures.of(valued.value()),
                    valued.stateHash());
        }
    }

    @GET
    @Path("{id}")
    @Operation(summary = "A portfolio with its live holdings and totals")
    @APIResponseSchema(LivePortfolioView.class)
    public Uni<Response> portfolio(
            @RestPath String id, @BeanParam BooksParameters when, @RestHeader("If-None-Match") String known) {
        UUID owner = current.caller().id();
        BooksQuery query = when.query(owner, id);
        return portfolios
                .get(owner, id)
                .chain(portfolio -> valuations
                        .value(query)
                        .map(valued -> LivePortfolioView.of(portfolio, valued, engine.version())))
                .map(view -> answers.of(view, known));
    }

    @GET
    @Path("{id}/valuation")
    @Operation(summary = "Positions at prices, totals, and what they rest on")
    @APIResponseSchema(ValuationView.class)
    public Uni<Response> valuation(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @RestQuery
                    @Parameter(
                            description =
                                    "The basis of another answer, its JSON in base64url: the same state is computed "
                                            + "again from the facts alone. Not together with as_of or known_at.")
                    String basis,
            @RestHeader("If-None-Match") String known) {
        UUID owner = current.caller().id();
        BooksQuery query = when.query(owner, id);
        return Parameters.text("basis", basis)
                .map(text -> valuations.recompute(owner, id, basisOf(text, query)))
                .orElseGet(() -> valuations.value(query))
                .map(valued -> answers.of(ValuationView.of(valued, engine.version()), known));
    }

    private static Basis basisOf(String text, BooksQuery query) {
        if (query.asOf().isPresent() || query.knownAt().isPresent()) {
            throw Parameters.bad("basis", "given without as_of and known_at");
        }
        return Basis.parse(text)
                .orElseThrow(() -> Parameters.bad("basis", "the base64url of a basis with market_offsets"));
    }

    record SeriesView(@JsonUnwrapped BooksStamp books, List<ValuationSeries.Day> valuations, String nextCursor) {}

    @GET
    @Path("{id}/valuations")
    @Operation(
            summary = "The totals at the end of each day",
            description = "From the first day on which something is held, to as_of, unless from and to are given.")
    @APIResponseSchema(SeriesView.class)
    public Uni<Response> series(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PageParameters paging,
            @RestQuery String from,
            @RestQuery String to,
            @RestHeader("If-None-Match") String known) {
        PageRequest page = PageRequest.of(paging, "valuations", id, from, to);
        if (Parameters.text("sort", paging.sort).isPresent())
            throw Parameters.bad("sort", "absent: days have one order");
        BooksQuery query = when.query(current.caller().id(), id, page);
        return series.of(query, Parameters.date("from", from), Parameters.date("to", to), page)
                .map(read -> {
                    BooksHead head = read.head();
                    return new SeriesView(
                            BooksStamp.of(head, engine.version()),
                            read.value().items(),
                            page.next(read.value(), head.asOf(), head.knownAt()));
                })
                .map(view -> answers.of(view, known));
    }
}
