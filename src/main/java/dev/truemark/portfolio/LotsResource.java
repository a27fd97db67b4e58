package dev.truemark.portfolio;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.ledger.Lot;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import dev.truemark.core.money.Exact;
import dev.truemark.ingest.TransactionRef;
import dev.truemark.ledger.BooksFilter;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksOrder;
import dev.truemark.ledger.HeldLot;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.ledger.RealizedGain;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageParameters;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Parameters;
import dev.truemark.platform.reading.Sorting;
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
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The open lots of a portfolio, and what was realised on lots that were sold. */
@Path("/api/v1/portfolios")
@Tag(name = "Books")
@Produces(MediaType.APPLICATION_JSON)
class LotsResource {
    private final LedgerReads ledger;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    LotsResource(LedgerReads ledger, CurrentCaller current, Answers answers, Engine engine) {
        this.ledger = ledger;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    record LotsView(
            String portfolioId,
            UUID id,
            LocalDate asOf,
            Instant knownAt,
            String engine,
            List<LotView> lots,
            String nextCursor) {}

    /**
     * @param lotId         opaque; the same in a realised gain of the lot
     * @param transactionId of the transaction that opened it
     * @param basisEstimated whether a market value stands in for a cost that is not known
     */
    record LotView(
            String lotId,
            String securityId,
            String transactionId,
            String source,
            LocalDate openedOn,
            String currency,
            BigDecimal quantity,
            BigDecimal costBasis,
            BigDecimal averageCost,
            BigDecimal costBasisBase,
            boolean basisEstimated) {
        static LotView of(HeldLot held, UUID portfolio) {
            Lot lot = held.lot();
            return new LotView(
                    idOf(portfolio, lot.id()),
                    held.securityId(),
                    lot.id().openedBy().transactionId(),
                    lot.id().openedBy().source(),
                    lot.opened().date(),
                    held.currency(),
                    lot.quantity(),
                    lot.cost(),
                    Exact.divide(lot.cost(), lot.quantity()),
                    lot.costBase().orNull(),
                    lot.basisEstimated());
        }
    }

    private static String idOf(UUID portfolio, LotId lot) {
        return new TransactionRef(portfolio, lot.openedBy()).encode() + "." + lot.ordinal();
    }

    @GET
    @Path("{id}/lots")
    @Operation(summary = "Open lots", description = "By security, then in order of opening.")
    @APIResponseSchema(LotsView.class)
    public Uni<Response> lots(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PageParameters paging,
            @RestQuery("security_id") String securityId,
            @RestHeader("If-None-Match") String known) {
        PageRequest page = PageRequest.of(paging, "lots", id, securityId);
        if (Parameters.text("sort", paging.sort).isPresent())
            throw Parameters.bad("sort", "absent: lots have one order");
        BooksFilter filter = BooksFilter.ofSecurity(Parameters.text("security_id", securityId));
        return ledger.lots(when.query(current.caller().id(), id, page), filter)
                .map(read -> {
                    BooksHead head = read.head();
                    Page<HeldLot> lots = Page.of(read.value(), page);
                    return new LotsView(
                            head.portfolioId(),
                            head.id(),
                            head.asOf(),
                            head.knownAt(),
                            engine.version(),
                            lots.map(lot -> LotView.of(lot, head.id())).items(),
                            page.next(lots, head.asOf(), head.knownAt()));
                })
                .map(view -> answers.of(view, known));
    }

    record GainsView(
            String portfolioId,
            UUID id,
            LocalDate asOf,
            Instant knownAt,
            String engine,
            List<GainView> realizedGains,
            String nextCursor) {}

    /** @param quantity units disposed of; the price and FX effects add up to {@code realizedPnlBase} exactly */
    record GainView(
            String securityId,
            String transactionId,
            String source,
            LocalDate transactionDate,
            String lotId,
            LocalDate openedOn,
            String currency,
            BigDecimal quantity,
            BigDecimal proceeds,
            BigDecimal proceedsBase,
            BigDecimal cost,
            BigDecimal costBase,
            BigDecimal realizedPnl,
            BigDecimal realizedPnlBase,
            BigDecimal priceEffectBase,
            BigDecimal fxEffectBase) {
        static GainView of(RealizedGain gain, UUID portfolio) {
            LotEvent event = gain.event();
            return new GainView(
                    gain.securityId(),
                    gain.transaction().transactionId(),
                    gain.transaction().source(),
                    gain.date(),
                    idOf(portfolio, event.lot()),
                    event.lotOpened().date(),
                    gain.currency(),
                    event.quantity().negate(),
                    event.proceeds(),
                    event.proceedsBase().orNull(),
                    event.cost().negate(),
                    event.costBase().negate().orNull(),
                    event.realized(),
                    event.realizedBase().orNull(),
                    event.priceEffectBase().orNull(),
                    event.fxEffectBase().orNull());
        }
    }

    @GET
    @Path("{id}/realized-gains")
    @Operation(
            summary = "Realised gains, lot by lot",
            description = "From and to are inclusive trade dates. Sorts by transaction_date, security_id, source, "
                    + "transaction_id, seq (place within the transaction), realized_pnl.")
    @APIResponseSchema(GainsView.class)
    public Uni<Response> gains(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PageParameters paging,
            @RestQuery("security_id") String securityId,
            @RestQuery String from,
            @RestQuery String to,
            @RestHeader("If-None-Match") String known) {
        PageRequest page = PageRequest.of(paging, "gains", id, securityId, from, to);
        Sorting.Order<RealizedGain> order = BooksOrder.GAINS.order(paging.sort);
        BooksFilter filter = new BooksFilter(
                Optional.empty(),
                Parameters.text("security_id", securityId),
                Parameters.date("from", from),
                Parameters.date("to", to));
        return ledger.gains(when.query(current.caller().id(), id, page), filter, order, page)
                .map(read -> {
                    BooksHead head = read.head();
                    return new GainsView(
                            head.portfolioId(),
                            head.id(),
                            head.asOf(),
                            head.knownAt(),
                            engine.version(),
                            read.value()
                                    .map(gain -> GainView.of(gain, head.id()))
                                    .items(),
                            page.next(read.value(), head.asOf(), head.knownAt()));
                })
                .map(view -> answers.of(view, known));
    }
}
