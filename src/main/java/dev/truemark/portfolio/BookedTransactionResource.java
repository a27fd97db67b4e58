package dev.truemark.portfolio;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.ingest.TransactionRef;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.PageParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** Booked transactions by our own id, or by that of their portfolio. */
@Path("/api/v1/transactions")
@Tag(name = "Books")
@Produces(MediaType.APPLICATION_JSON)
class BookedTransactionResource {
    private final TransactionsResource ofPortfolios;
    private final LedgerReads ledger;
    private final CurrentCaller current;
    private final Answers answers;

    BookedTransactionResource(
            TransactionsResource ofPortfolios, LedgerReads ledger, CurrentCaller current, Answers answers) {
        this.ofPortfolios = ofPortfolios;
        this.ledger = ledger;
        this.current = current;
        this.answers = answers;
    }

    @GET
    @Path("portfolio/{id}")
    @Operation(summary = "The same as /portfolios/{id}/transactions")
    @APIResponseSchema(TransactionsResource.TransactionsView.class)
    public Uni<Response> ofPortfolio(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PageParameters paging,
            @BeanParam TransactionFilter filter,
            @RestHeader("If-None-Match") String known) {
        return ofPortfolios.list(id, when, paging, filter).map(view -> answers.of(view, known));
    }

    @GET
    @Path("{id}")
    @Operation(summary = "One transaction by our id", description = "404 where it is deleted, or not yours.")
    @APIResponseSchema(TransactionView.class)
    public Uni<Response> one(
            @RestPath String id, @BeanParam BooksParameters when, @RestHeader("If-None-Match") String known) {
        TransactionRef wanted = TransactionRef.decode(id)
                .filter(ref -> ref.key().transactionId().indexOf('\0') < 0)
                .filter(ref -> ref.key().source().indexOf('\0') < 0)
                .orElseThrow(BookedTransactionResource::notFound);
        BooksQuery query = when.query(current.caller().id(), wanted.portfolio().toString());
        return ledger.transaction(query, wanted.key())
                .map(read -> read.value()
                        .map(found -> TransactionView.of(found, read.head()))
                        .orElseThrow(BookedTransactionResource::notFound))
                .map(view -> answers.of(view, known));
    }

    private static ProblemException notFound() {
        return ProblemException.notFound("There is no such transaction.");
    }
}
