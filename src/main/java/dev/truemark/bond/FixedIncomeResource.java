package dev.truemark.bond;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.InstrumentLabel;
import dev.truemark.market.Instrument;
import dev.truemark.market.MarketReads;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.portfolio.BooksParameters;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;

/** The bonds of a portfolio. */
@Path("/api/v1/portfolios/{id}/fixed-income")
@Tag(name = "Valuation")
@Produces(MediaType.APPLICATION_JSON)
class FixedIncomeResource {
    private final ValuationService valuations;
    private final MarketReads market;
    private final HeavyWork heavy;
    private final Pool pool;
    private final CurrentCaller current;
    private final Answers answers;
    private final Engine engine;

    FixedIncomeResource(
            ValuationService valuations,
            MarketReads market,
            HeavyWork heavy,
            Pool pool,
            CurrentCaller current,
            Answers answers,
            Engine engine) {
        this.valuations = valuations;
        this.market = market;
        this.heavy = heavy;
        this.pool = pool;
        this.current = current;
        this.answers = answers;
        this.engine = engine;
    }

    @GET
    @Operation(
            summary = "Yield, durations and accrued interest of a portfolio's bonds",
            description = "Of every open position whose instrument was told with a bond{}: maturity_date, frequency, "
                    + "day_count, yield_convention, price_type (CLEAN or DIRTY) and price_unit (PERCENT or UNIT of face) are "
                    + "needed; coupon_rate, issue_date, first_coupon_date, ex_coupon_days, redemption, calendar and factor "
                    + "as in POST /analytics/bond. Settled on as_of, at the price of the valuation. weighted is by "
                    + "face * factor * (clean + accrued) / 100 in base currency. A figure without a value is null, and "
                    + "reasons says why.")
    @APIResponseSchema(FixedIncomeView.class)
    public Uni<Response> fixedIncome(
            @RestPath String id, @BeanParam BooksParameters when, @RestHeader("If-None-Match") String known) {
        return valuations
                .value(when.query(current.caller().id(), id))
                .chain(valued -> market.instruments(
                                pool,
                                valued.books().open().stream()
                                        .map(held -> held.holding().securityId())
                                        .toList(),
                                Optional.of(valued.books().head().knownAt()))
                        .chain(terms -> heavy.run(() -> view(valued, terms))))
                .map(view -> answers.of(view, known));
    }

    private FixedIncomeView view(Valued valued, Map<String, Instrument> instruments) {
        Map<String, InstrumentLabel> labels = valued.books().open().stream()
                .collect(Collectors.toMap(held -> held.holding().securityId(), HeldPosition::instrument));
        List<HeldBond> bonds = valued.value().positions().stream()
                .flatMap(position -> bond(position, labels, instruments, valued).stream())
                .toList();
        return FixedIncomeView.of(valued.books().head(), bonds, engine.version());
    }

    private static Optional<HeldBond> bond(
            PositionValue position,
            Map<String, InstrumentLabel> labels,
            Map<String, Instrument> instruments,
            Valued valued) {
        String security = position.holding().securityId();
        return Optional.ofNullable(instruments.get(security))
                .flatMap(Instrument::terms)
                .filter(InstrumentTerms::isBond)
                .map(terms -> HeldBond.of(
                        position,
                        labels.get(security),
                        terms,
                        valued.books().head().asOf()));
    }
}
