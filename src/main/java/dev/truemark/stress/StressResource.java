package dev.truemark.stress;

import dev.truemark.allocation.Attribute;
import dev.truemark.auth.CurrentCaller;
import dev.truemark.bond.RateSensitivity;
import dev.truemark.core.market.Price;
import dev.truemark.core.risk.Stress;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.market.Instrument;
import dev.truemark.market.MarketReads;
import dev.truemark.performance.Given;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.portfolio.BooksParameters;
import dev.truemark.valuation.ValuationService;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** What shocks would do to what is held now. */
@Path("/api/v1/portfolios/{id}/stress")
@Tag(name = "Risk")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class StressResource {
    private final ValuationService valuations;
    private final MarketReads market;
    private final StressConfig config;
    private final HeavyWork heavy;
    private final Pool pool;
    private final CurrentCaller current;
    private final Engine engine;

    StressResource(
            ValuationService valuations,
            MarketReads market,
            StressConfig config,
            HeavyWork heavy,
            Pool pool,
            CurrentCaller current,
            Engine engine) {
        this.valuations = valuations;
        this.market = market;
        this.config = config;
        this.heavy = heavy;
        this.pool = pool;
        this.current = current;
        this.engine = engine;
    }

    @POST
    @Operation(
            summary = "What shocks of prices, yields and currencies would do to a portfolio",
            description =
                    "Changes nothing. Of each kind the first shock that applies to a holding holds for it. prices: of all, "
                            + "or of the instruments with an attribute, by a part of the price. rates: yields shift in parallel; bonds "
                            + "(instruments told with bond{}) move by -D*shift + C*shift^2/2 with modified duration and convexity, so a "
                            + "bond without them has no value after it. currencies: what a unit is worth in base currency, for prices and "
                            + "cash in it. Shocks compound, and the three effects sum to the change. A value that is not known leaves the "
                            + "sums null, and reasons says why.")
    public Uni<StressView> stress(@RestPath String id, @BeanParam BooksParameters when, StressRequest request) {
        StressRequest given = Given.body(request).checked(config);
        return valuations
                .value(when.query(current.caller().id(), id))
                .invoke(valued -> given.requireForeign(valued.books().head().baseCurrency()))
                .chain(valued -> market.instruments(
                                pool,
                                valued.books().open().stream()
                                        .map(each -> each.holding().securityId())
                                        .toList(),
                                Optional.of(valued.books().head().knownAt()))
                        .chain(instruments -> heavy.run(() ->
                                StressView.of(valued, given.read(), holdings(valued, instruments), engine.version()))));
    }

    private static List<Stress.Holding> holdings(Valued valued, Map<String, Instrument> instruments) {
        LocalDate asOf = valued.books().head().asOf();
        return Stream.concat(
                        valued.value().positions().stream()
                                .filter(each -> each.holding().isOpen())
                                .map(each -> holding(
                                        each,
                                        Optional.ofNullable(
                                                instruments.get(each.holding().securityId())),
                                        asOf)),
                        valued.value().cash().stream()
                                .map(each -> new Stress.Holding(
                                        each.cash().currency(),
                                        true,
                                        Map.of(),
                                        each.balanceBase(),
                                        each.cash().currency(),
                                        Optional.empty())))
                .toList();
    }

    private static Stress.Holding holding(PositionValue position, Optional<Instrument> instrument, LocalDate asOf) {
        String currency = position.holding().currency();
        Map<String, String> attributes =
                instrument.map(Attribute::of).map(HashMap::new).orElseGet(HashMap::new);
        attributes.putIfAbsent(Attribute.SECURITY.word(), position.holding().securityId());
        attributes.putIfAbsent(Attribute.CURRENCY.word(), currency);
        return new Stress.Holding(
                position.holding().securityId(),
                false,
                attributes,
                position.marketValueBase(),
                position.price().map(Price::currency).orElse(currency),
                instrument
                        .flatMap(told -> RateSensitivity.of(position, told, asOf))
                        .map(told -> new Stress.Sensitivity(told.modifiedDuration(), told.convexity())));
    }
}
