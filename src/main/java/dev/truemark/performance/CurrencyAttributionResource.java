package dev.truemark.performance;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Attribution;
import dev.truemark.core.performance.CurrencyAttribution;
import dev.truemark.core.performance.CurrencyAttribution.Effects;
import dev.truemark.core.performance.CurrencyAttribution.Segment;
import dev.truemark.core.performance.Linking;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.function.Function;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Attribution of segments of several currencies that the caller brings. */
@Path("/api/v1/analytics/attribution/currency")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class CurrencyAttributionResource {
    private static final BigDecimal MOST = new BigDecimal("1e6");

    private final PerformanceConfig config;
    private final HeavyWork heavy;

    CurrencyAttributionResource(PerformanceConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    /** Exposures are the weights unless given. */
    record CurrencySegment(
            String name,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal portfolioWeight,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal benchmarkWeight,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal portfolioReturn,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal benchmarkReturn,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal portfolioExposure,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal benchmarkExposure,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal cashReturn,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal currencyReturn) {
        Segment read() {
            return new Segment(
                    name,
                    portfolioWeight,
                    benchmarkWeight,
                    portfolioReturn,
                    benchmarkReturn,
                    Objects.requireNonNullElse(portfolioExposure, portfolioWeight),
                    Objects.requireNonNullElse(benchmarkExposure, benchmarkWeight),
                    cashReturn,
                    currencyReturn);
        }
    }

    record CurrencyPeriod(List<CurrencySegment> segments) {}

    record CurrencyRequest(Linking linking, List<CurrencyPeriod> periods) {}

    /** The sums of the effects stand beside the segments; together they are {@code active_return}. */
    record CurrencyPeriodView(
            List<Effects> segments,
            BigDecimal allocation,
            BigDecimal selection,
            BigDecimal interaction,
            BigDecimal currency,
            BigDecimal portfolioReturn,
            BigDecimal benchmarkReturn,
            BigDecimal activeReturn) {
        static CurrencyPeriodView of(List<Effects> effects, Attribution.Totals totals, boolean defined) {
            return new CurrencyPeriodView(
                    defined ? effects : null,
                    defined ? sum(effects, Effects::allocation) : null,
                    defined ? sum(effects, Effects::selection) : null,
                    defined ? sum(effects, Effects::interaction) : null,
                    defined ? sum(effects, Effects::currency) : null,
                    totals.portfolio(),
                    totals.benchmark(),
                    totals.active());
        }

        private static BigDecimal sum(List<Effects> effects, Function<Effects, BigDecimal> which) {
            return effects.stream().map(which).reduce(BigDecimal.ZERO, BigDecimal::add);
        }
    }

    record CurrencyAttributionView(
            Linking linking,
            List<CurrencyPeriodView> periods,
            CurrencyPeriodView linked,
            Map<String, Undefined> reasons) {
        static CurrencyAttributionView of(CurrencyAttribution found, Linking linking) {
            Reasons reasons = new Reasons();
            reasons.note("linked.segments", found.notLinked());
            return new CurrencyAttributionView(
                    linking,
                    found.periods().stream()
                            .map(each -> CurrencyPeriodView.of(each.segments(), each.totals(), true))
                            .toList(),
                    CurrencyPeriodView.of(
                            found.linked(), found.total(), found.notLinked().isEmpty()),
                    reasons.all());
        }
    }

    @POST
    @Blocking
    @Operation(
            summary = "Karnosky-Singer attribution of segments in several currencies",
            description =
                    "Returns of a segment are local; cash_return is that of cash in its currency, currency_return the change "
                            + "of the currency against the base, and an exposure is what of the whole depends on that currency, "
                            + "hedges included: the weight unless given. Continuously compounded, local and currency returns add "
                            + "up to base returns; of simple ones their product is left out. Weights of portfolio and benchmark "
                            + "must sum to the same, exposures too. Effects add up to the active return to the last digit, in "
                            + "each period and linked.")
    public Uni<CurrencyAttributionView> attribution(CurrencyRequest request) {
        CurrencyRequest given = Given.body(request);
        Linking linking = Objects.requireNonNullElse(given.linking(), Linking.CARINO);
        List<List<Segment>> periods = read(given.periods());
        return heavy.run(() -> CurrencyAttributionView.of(CurrencyAttribution.of(periods, linking), linking))
                .onFailure(ArithmeticException.class)
                .transform(AttributionResource::tooLarge);
    }

    private List<List<Segment>> read(List<CurrencyPeriod> periods) {
        FieldErrors errors = new FieldErrors();
        List<List<Segment>> read = new ArrayList<>();
        Given.list(errors, "periods", periods, config.maxSegments(), (period, t) -> {
            String at = "periods[" + t + "].segments";
            Set<String> names = new HashSet<>();
            Given.list(errors, at, period.segments(), config.maxSegments() / periods.size(), (each, i) -> {
                String field = at + "[" + i + "]";
                Given.required(errors, each.name(), field + ".name");
                boolean first = each.name() == null || names.add(each.name());
                errors.require(first, field + ".name", "DUPLICATE", "A period has one segment of a name.");
                numbers(each, field, errors);
            });
        });
        errors.require(periods == null || !periods.isEmpty(), "periods", "REQUIRED", "At least one is needed.");
        errors.throwIfAny();
        for (CurrencyPeriod period : periods) {
            List<Segment> segments =
                    period.segments().stream().map(CurrencySegment::read).toList();
            String at = "periods[" + read.size() + "].segments";
            alike(
                    errors,
                    at,
                    "weights",
                    CurrencyAttribution.excess(segments, Segment::portfolioWeight, Segment::benchmarkWeight));
            alike(
                    errors,
                    at,
                    "exposures",
                    CurrencyAttribution.excess(segments, Segment::portfolioExposure, Segment::benchmarkExposure));
            read.add(segments);
        }
        errors.throwIfAny();
        return read;
    }

    private static void alike(FieldErrors errors, String at, String what, BigDecimal excess) {
        errors.require(
                excess.abs().compareTo(Attribution.WEIGHT_TOLERANCE) <= 0,
                at,
                "WEIGHTS_DIFFER",
                "The " + what + " of the portfolio must sum to the same as those of the benchmark.");
    }

    private static void numbers(CurrencySegment each, String at, FieldErrors errors) {
        needed(each.portfolioWeight(), at + ".portfolio_weight", errors);
        needed(each.benchmarkWeight(), at + ".benchmark_weight", errors);
        needed(each.portfolioReturn(), at + ".portfolio_return", errors);
        needed(each.benchmarkReturn(), at + ".benchmark_return", errors);
        needed(each.cashReturn(), at + ".cash_return", errors);
        needed(each.currencyReturn(), at + ".currency_return", errors);
        small(each.portfolioExposure(), at + ".portfolio_exposure", errors);
        small(each.benchmarkExposure(), at + ".benchmark_exposure", errors);
    }

    private static void needed(BigDecimal value, String field, FieldErrors errors) {
        Given.required(errors, value, field);
        small(value, field, errors);
    }

    private static void small(BigDecimal value, String field, FieldErrors errors) {
        boolean small = value == null || value.abs().compareTo(MOST) <= 0;
        errors.require(small, field, "OUT_OF_RANGE", "The number must be from -1000000 to 1000000.");
    }
}
