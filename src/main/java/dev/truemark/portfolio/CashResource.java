package dev.truemark.portfolio;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.HeldCash;
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

    /**
     * @param cashTracking   {@code TRACKED}, or {@code IMPLIED}: then every trade's cash is an external flow
     * @param realizedFxBase what converting and spending foreign currencies has gained, those with a balance of zero too
     */
    record CashView(
            String portfolioId,
            UUID id,
            LocalDate asOf,
            Instant knownAt,
            String engine,
            Policy.CashTracking cashTracking,
            List<BalanceView> cash,
            BigDecimal realizedFxBase) {
        static CashView of(LedgerReads.Read<HeldCash> read, String engine) {
            BooksHead head = read.head();
            HeldCash held = read.value();
            return new CashView(
                    head.portfolioId(),
                    head.id(),
                    head.asOf(),
                    head.knownAt(),
                    engine,
                    held.tracked() ? Policy.CashTracking.TRACKED : Policy.CashTracking.IMPLIED,
                    held.balances().stream()
                            .map(each -> BalanceView.of(each, held.lots().get(each.currency())))
                            .toList(),
                    held.lots().values().stream()
                            .map(book -> book.end().realizedBase())
                            .reduce(BaseAmount.ZERO, BaseAmount::plus)
                            .orNull());
        }
    }

    /**
     * @param costBasisBase  what the balance cost at the rates of the days on which it came
     * @param realizedFxBase gained so far by converting and spending it
     */
    record BalanceView(String currency, BigDecimal balance, BigDecimal costBasisBase, BigDecimal realizedFxBase) {
        /** @param lots null for the base currency */
        static BalanceView of(CashHolding cash, BookResult lots) {
            if (lots == null) return new BalanceView(cash.currency(), cash.balance(), cash.balance(), BigDecimal.ZERO);
            return new BalanceView(
                    cash.currency(),
                    cash.balance(),
                    lots.end().costBase().orNull(),
                    lots.end().realizedBase().orNull());
        }
    }

    @GET
    @Path("{id}/cash")
    @Operation(
            summary = "Cash balances other than zero, per currency",
            description = "A foreign currency is held in lots: what it cost and what it gained are in base currency.")
    @APIResponseSchema(CashView.class)
    public Uni<Response> cash(
            @RestPath String id, @BeanParam BooksParameters when, @RestHeader("If-None-Match") String known) {
        return ledger.cash(when.query(current.caller().id(), id))
                .map(read -> answers.of(CashView.of(read, engine.version()), known));
    }
}
