package dev.truemark.rebalance;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.figure.Undefined;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.LedgerReads;
import dev.truemark.performance.Given;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.Parameters;
import dev.truemark.portfolio.BooksParameters;
import dev.truemark.portfolio.PortfolioService;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** What a portfolio is to look like, from which date on. */
@Path("/api/v1/portfolios/{id}/targets")
@Tag(name = "Allocation")
@Produces(MediaType.APPLICATION_JSON)
class TargetsResource {
    private static final LocalDate FIRST = LocalDate.of(1800, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private final TargetRepository targets;
    private final PortfolioService portfolios;
    private final LedgerReads ledger;
    private final RebalanceConfig config;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    TargetsResource(
            TargetRepository targets,
            PortfolioService portfolios,
            LedgerReads ledger,
            RebalanceConfig config,
            CurrentCaller current,
            Answers answers,
            Engine engine) {
        this.targets = targets;
        this.portfolios = portfolios;
        this.ledger = ledger;
        this.config = config;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    /** @param date from which the targets hold */
    record TargetsRequest(
            LocalDate date,
            String by,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal band,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal relativeBand,
            List<TargetsGiven.TargetGiven> targets) {
        TargetsGiven told() {
            return new TargetsGiven(by == null ? "security" : by, band, relativeBand, targets);
        }
    }

    /** @param cashWeight what the weights leave of 1 */
    record TargetsView(
            LocalDate date,
            String by,
            BigDecimal band,
            BigDecimal relativeBand,
            List<TargetsGiven.TargetGiven> targets,
            BigDecimal cashWeight,
            Instant recordedAt) {
        static TargetsView of(TargetRepository.Dated dated) {
            TargetsGiven told = dated.targets();
            return new TargetsView(
                    dated.date(),
                    told.by(),
                    told.band(),
                    told.relativeBand(),
                    told.targets(),
                    told.targets().stream()
                            .map(TargetsGiven.TargetGiven::weight)
                            .reduce(BigDecimal.ONE, BigDecimal::subtract),
                    dated.recordedAt());
        }
    }

    /** @param inForce on {@code asOf}; null where there are none */
    record AllTargetsView(
            String portfolioId,
            UUID id,
            LocalDate asOf,
            Instant knownAt,
            String engine,
            TargetsView inForce,
            List<TargetsView> dated,
            Map<String, Undefined> reasons) {}

    @GET
    @Operation(
            summary = "Target weights",
            description = "Those in force on as_of, which are the newest not after it, and all of every date.")
    @APIResponseSchema(AllTargetsView.class)
    public Uni<Response> targets(
            @RestPath String id, @BeanParam BooksParameters when, @RestHeader("If-None-Match") String known) {
        return ledger.books(when.query(current.caller().id(), id))
                .map(Books::head)
                .chain(head -> targets.known(head.key(), head.knownAt()).map(all -> view(head, all)))
                .map(view -> answers.of(view, known));
    }

    private AllTargetsView view(BooksHead head, List<TargetRepository.Dated> all) {
        TargetsView inForce = all.stream()
                .filter(each -> !each.date().isAfter(head.asOf()))
                .findFirst()
                .map(TargetsView::of)
                .orElse(null);
        return new AllTargetsView(
                head.portfolioId(),
                head.id(),
                head.asOf(),
                head.knownAt(),
                engine.version(),
                inForce,
                all.stream().map(TargetsView::of).toList(),
                inForce == null ? Map.of("in_force", Undefined.NO_TARGETS) : Map.of());
    }

    @PUT
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Tell target weights",
            description =
                    "From date on, until targets of a later date. By security, or by a class of instruments, of which "
                            + "security_id names what is bought where none of the class is held. Weights are from 0 to 1 and sum to 1 "
                            + "at most; the rest is cash. What is held and has no target is to go. band is how far a weight may be off "
                            + "before anything is traded, relative_band the same as a part of the target; a target may have its own "
                            + "band. Told again for a date they are replaced; what was known before stays known as of then.")
    public Uni<TargetsView> tell(@RestPath String id, TargetsRequest request) {
        TargetsRequest given = Given.body(request);
        FieldErrors errors = new FieldErrors();
        Given.required(errors, given.date(), "date");
        boolean kept = given.date() == null
                || !given.date().isBefore(FIRST) && !given.date().isAfter(LAST);
        errors.require(kept, "date", "OUT_OF_RANGE", "From 1800-01-01 to 9999-12-31.");
        given.told().check(errors, "", config.maxTargets());
        errors.throwIfAny();
        return portfolios
                .get(current.caller().id(), id)
                .chain(portfolio ->
                        targets.keep(portfolio.id(), given.date(), Optional.of(given.told()), config.maxDates()))
                .map(known ->
                        TargetsView.of(new TargetRepository.Dated(given.date(), given.told(), known.orElseThrow())));
    }

    @DELETE
    @Operation(summary = "Withdraw the targets of a date", description = "Those of the date before it hold again.")
    public Uni<Void> withdraw(@RestPath String id, @RestQuery @Parameter(description = "Of the targets.") String date) {
        LocalDate of = Parameters.date("date", date).orElseThrow(() -> Parameters.bad("date", "given"));
        return portfolios
                .get(current.caller().id(), id)
                .chain(portfolio -> targets.keep(portfolio.id(), of, Optional.empty(), config.maxDates()))
                .invoke(known -> {
                    if (known.isEmpty()) throw ProblemException.notFound("There are no targets of that date.");
                })
                .replaceWithVoid();
    }
}
