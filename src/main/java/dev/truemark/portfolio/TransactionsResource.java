package dev.truemark.portfolio;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksOrder;
import dev.truemark.ledger.BooksQuery;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.PageParameters;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Sorting;
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
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** The transactions of a portfolio, as told and as booked. */
@Path("/api/v1/portfolios")
@Tag(name = "Books")
@Produces(MediaType.APPLICATION_JSON)
class TransactionsResource {
    private final LedgerReads ledger;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    TransactionsResource(LedgerReads ledger, CurrentCaller current, Answers answers, Engine engine) {
        this.ledger = ledger;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    record TransactionsView(
            String portfolioId,
            UUID id,
            LocalDate asOf,
            Instant knownAt,
            String engine,
            List<TransactionView> transactions,
            String nextCursor) {}

    @GET
    @Path("{id}/transactions")
    @Operation(
            summary = "Transactions and what they did to the books",
            description =
                    "The newest revision of each; deleted ones are left out. From and to are inclusive trade dates. "
                            + "Sorts by transaction_date, transaction_time, security_id, transaction_type, source, "
                            + "transaction_id, quantity, gross_transaction_amount.")
    @APIResponseSchema(TransactionsView.class)
    public Uni<Response> ofPortfolio(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PageParameters paging,
            @BeanParam TransactionFilter filter,
            @RestHeader("If-None-Match") String known) {
        return list(id, when, paging, filter).map(view -> answers.of(view, known));
    }

    Uni<TransactionsView> list(String id, BooksParameters when, PageParameters paging, TransactionFilter filter) {
        PageRequest page = PageRequest.of(paging, "transactions", id, filter);
        Sorting.Order<BookedTransaction> order = BooksOrder.TRANSACTIONS.order(paging.sort);
        BooksQuery query = when.query(current.caller().id(), id, page);
        return ledger.transactions(query, filter.books(), order, page).map(read -> {
            BooksHead head = read.head();
            return new TransactionsView(
                    head.portfolioId(),
                    head.id(),
                    head.asOf(),
                    head.knownAt(),
                    engine.version(),
                    read.value().map(each -> TransactionView.of(each, head)).items(),
                    page.next(read.value(), head.asOf(), head.knownAt()));
        });
    }
}
