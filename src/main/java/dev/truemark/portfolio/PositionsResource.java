package dev.truemark.portfolio;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.valuation.Holding;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksFilter;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.ledger.PositionDay;
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
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a portfolio holds at cost, and how each position came about. */
@Path("/api/v1/portfolios")
@Tag(name = "Books")
@Produces(MediaType.APPLICATION_JSON)
class PositionsResource {
    private static final Sorting<HeldPosition> SORTING = new Sorting<HeldPosition>()
            .text("security_id", "", HeldPosition::securityId)
            .text("instrument_name", "", held -> held.instrument().name())
            .value("quantity", "", held -> held.holding().quantity())
            .value("cost_basis", "", held -> held.holding().cost())
            .value("position_date", "", HeldPosition::positionDate)
            .byDefault("security_id");
    private static final Sorting<PositionDay> DAYS = new Sorting<PositionDay>()
            .value("position_date", "", held -> held.day().date())
            .byDefault("position_date");

    private final LedgerReads ledger;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    PositionsResource(LedgerReads ledger, CurrentCaller current, Answers answers, Engine engine) {
        this.ledger = ledger;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    /** @param booksHash over all positions and balances, whatever the page */
    record PositionsView(
            @JsonUnwrapped BooksStamp books, List<PositionView> positions, String nextCursor, String booksHash) {}

    record PositionView(
            String securityId,
            String instrumentName,
            String symbol,
            String currency,
            BigDecimal quantity,
            BigDecimal costBasis,
            BigDecimal averageCost,
            BigDecimal costBasisBase,
            BigDecimal breakEvenCost,
            BigDecimal realizedPnl,
            BigDecimal realizedPnlBase,
            BigDecimal income,
            BigDecimal incomeBase,
            LocalDate positionDate) {
        static PositionView of(HeldPosition held) {
            Holding holding = held.holding();
            return new PositionView(
                    held.securityId(),
                    held.instrument().name(),
                    held.instrument().symbol(),
                    holding.currency(),
                    holding.quantity(),
                    holding.cost(),
                    holding.averageCost().orElse(null),
                    holding.costBase().orNull(),
                    holding.breakEvenCost(),
                    held.realized(),
                    held.realizedBase().orNull(),
                    holding.income(),
                    holding.incomeBase().orNull(),
                    held.positionDate());
        }
    }

    @GET
    @Path("{id}/positions")
    @Operation(
            summary = "Positions at cost",
            description = "Those with units, or closed ones too with include_closed=true. Sorts by security_id, "
                    + "instrument_name, quantity, cost_basis, position_date.")
    @APIResponseSchema(PositionsView.class)
    public Uni<Response> positions(
            @RestPath String id,
            @BeanParam BooksParameters when,
            @BeanParam PageParameters paging,
            @RestQuery("security_id") String securityId,
            @RestQuery("include_closed") boolean closed,
            @RestHeader("If-None-Match") String known) {
        PageRequest page = PageRequest.of(paging, "positions", id, securityId, closed);
        Optional<String> security = Parameters.text("security_id", securityId);
        Comparator<HeldPosition> order = SORTING.order(paging.sort).comparator();
        return ledger.books(when.query(current.caller().id(), id, page))
                .map(books -> answers.of(view(books, wanted(books, security, closed, order), page), known));
    }

    private static List<HeldPosition> wanted(
            Books books, Optional<String> security, boolean closed, Comparator<HeldPosition> order) {
        return books.positions().stream()
                .filter(held -> closed || held.holding().isOpen())
                .filter(held -> security.map(held.securityId()::equals).orElse(true))
                .sorted(order)
                .toList();
    }

    private PositionsView view(Books books, List<HeldPosition> wanted, PageRequest request) {
        BooksHead head = books.head();
        Page<HeldPosition> page = Page.of(wanted, request);
        return new PositionsView(
                BooksStamp.of(head, engine.version()),
                page.map(PositionView::of).items(),
                request.next(page, head.asOf(), head.knownAt()),
                books.booksHash());
    }

    record HistoryView(
            String portfolioId,
            UUID id,
            LocalDate asOf,
            Instant knownAt,
            String engine,
            String securityId,
            List<DayView> history,
            String nextCursor) {}

    /** @param realizedPnl of that day alone, as is the income */
    record DayView(
            LocalDate positionDate,
            String currency,
            BigDecimal quantity,
            BigDecimal costBasis,
            BigDecimal costBasisBase,
            BigDecimal realizedPnl,
            BigDecimal realizedPnlBase,
            BigDecimal income,
            BigDecimal incomeBase) {
        static DayView of(PositionDay held) {
            DayPosition day = held.day();
            return new DayView(
                    day.date(),
                    day.currency(),
                    day.quantity(),
                    day.cost(),
                    day.costBase().orNull(),
                    day.realized(),
                    day.realizedBase().orNull(),
                    day.income(),
                    day.incomeBase().orNull());
        }
    }

    @GET
    @Path("{id}/positions/{security_id}/history")
    @Operation(
            summary = "A position at the end of each day on which it changed",
            description = "From and to are inclusive. Sorts by position_date.")
    @APIResponseSchema(HistoryView.class)
    public Uni<Response> history(
            @RestPath String id,
            @RestPath("security_id") String securityId,
            @BeanParam BooksParameters when,
            @BeanParam PageParameters paging,
            @RestQuery String from,
            @RestQuery String to,
            @RestHeader("If-None-Match") String known) {
        PageRequest page = PageRequest.of(paging, "history", id, securityId, from, to);
        Comparator<PositionDay> order = DAYS.order(paging.sort).comparator();
        String security = Parameters.text("security_id", securityId).orElse("");
        BooksFilter filter = new BooksFilter(
                Optional.empty(), Optional.of(security), Parameters.date("from", from), Parameters.date("to", to));
        return ledger.history(when.query(current.caller().id(), id, page), security, filter)
                .map(read -> {
                    Page<PositionDay> days =
                            Page.of(read.value().stream().sorted(order).toList(), page);
                    BooksHead head = read.head();
                    return new HistoryView(
                            head.portfolioId(),
                            head.id(),
                            head.asOf(),
                            head.knownAt(),
                            engine.version(),
                            security,
                            days.map(DayView::of).items(),
                            page.next(days, head.asOf(), head.knownAt()));
                })
                .map(view -> answers.of(view, known));
    }
}
