package dev.truemark.portfolio;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.ledger.Policy;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Engine;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** The cash of a portfolio, per currency. */
@Path("/api/v1/portfolios")
@Tag(name = "Books")
@Produces(MediaType.APPLICATION_JSON)
class CashResource {
    private final LedgerReads ledger;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    CashResource(LedgerReads ledger, CurrentCaller current, Answers answers, Engine engine) {
        this.ledger = ledger;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    /** @param cashTracking {@code TRACKED}, or {@code IMPLIED}: then every trade's cash is an external flow */
    record CashView(
            String portfolioId,
            UUID id,
            LocalDate asOf,
            Instant knownAt,
            String engine,
            Policy.CashTracking cashTracking,
            List<BalanceView> cash) {
        static CashView of(Books books, String engine) {
            BooksHead head = books.head();
            return new CashView(
                    head.portfolioId(),
                    head.id(),
                    head.asOf(),
                    head.knownAt(),
                    engine,
                    books.cashTracking(),
                    books.cash().stream()
                            .map(each -> new BalanceView(each.currency(), each.balance()))
                            .toList());
        }
    }

    record BalanceView(String currency, BigDecimal balance) {}

    @GET
    @Path("{id}/cash")
    @Operation(summary = "Cash balances other than zero, per currency")
    @APIResponseSchema(CashView.class)
    public Uni<Response> cash(
            @RestPath String id, @BeanParam BooksParameters when, @RestHeader("If-None-Match") String known) {
        return ledger.books(when.query(current.caller().id(), id))
                .map(books -> answers.of(CashView.of(books, engine.version()), known));
    }
}
