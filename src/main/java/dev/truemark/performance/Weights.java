package dev.truemark.performance;

import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.core.performance.Attribution;
import dev.truemark.core.performance.Contribution;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BiConsumer;
import java.util.function.Function;

/** Segments of a request, period by period. */
final class Weights {
    private static final BigDecimal MOST = new BigDecimal("1e6");

    private Weights() {}

    record AttributionSegment(
            String name,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal portfolioWeight,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal benchmarkWeight,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal portfolioReturn,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal benchmarkReturn) {
        Attribution.Segment read() {
            return new Attribution.Segment(name, portfolioWeight, benchmarkWeight, portfolioReturn, benchmarkReturn);
        }
    }

    record AttributionPeriod(List<AttributionSegment> segments) {}

    record ContributionSegment(
            String name,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal weight,

            @JsonProperty("return") @JsonDeserialize(using = StatisticReader.class)
            BigDecimal value) {
        Contribution.Segment read() {
            return new Contribution.Segment(name, weight, value);
        }
    }

    record ContributionPeriod(List<ContributionSegment> segments) {}

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    static List<List<Attribution.Segment>> attribution(
            List<AttributionPeriod> periods, Attribution.Model model, int most) {
        FieldErrors errors = new FieldErrors();
        check(periods, AttributionPeriod::segments, AttributionSegment::name, most, errors, (each, at) -> {
            number(each.portfolioWeight(), at + ".portfolio_weight", errors);
            number(each.benchmarkWeight(), at + ".benchmark_weight", errors);
            number(each.portfolioReturn(), at + ".portfolio_return", errors);
            number(each.benchmarkReturn(), at + ".benchmark_return", errors);
        });
        List<List<Attribution.Segment>> read = periods.stream()
                .map(each ->
                        each.segments().stream().map(AttributionSegment::read).toList())
                .toList();
        if (model == Attribution.Model.BRINSON_FACHLER) sumAlike(read, errors);
        return read;
    }

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    static List<List<Contribution.Segment>> contribution(List<ContributionPeriod> periods, int most) {
        FieldErrors errors = new FieldErrors();
        check(periods, ContributionPeriod::segments, ContributionSegment::name, most, errors, (each, at) -> {
            number(each.weight(), at + ".weight", errors);
            number(each.value(), at + ".return", errors);
        });
        return periods.stream()
                .map(each ->
                        each.segments().stream().map(ContributionSegment::read).toList())
                .toList();
    }

    private static <P, S> void check(
            List<P> periods,
            Function<P, List<S>> segments,
            Function<S, String> name,
            int most,
            FieldErrors errors,
            BiConsumer<S, String> numbers) {
        AtomicInteger all = new AtomicInteger();
        Given.list(errors, "periods", periods, most, (period, t) -> {
            String at = "periods[" + t + "].segments";
            Set<String> names = new HashSet<>();
            Given.list(errors, at, segments.apply(period), most, (each, i) -> {
                all.incrementAndGet();
                String field = at + "[" + i + "]";
                Given.required(errors, name.apply(each), field + ".name");
                boolean first = name.apply(each) == null || names.add(name.apply(each));
                errors.require(first, field + ".name", "DUPLICATE", "A period has one segment of a name.");
                numbers.accept(each, field);
            });
        });
        errors.require(periods == null || !periods.isEmpty(), "periods", "REQUIRED", "At least one is needed.");
        errors.require(all.get() <= most, "periods", "TOO_MANY", "There may be " + most + " segments at most.");
        errors.throwIfAny();
    }

    private static void number(BigDecimal value, String field, FieldErrors errors) {
        Given.required(errors, value, field);
        boolean small = value == null || value.abs().compareTo(MOST) <= 0;
        errors.require(small, field, "OUT_OF_RANGE", "The number must be from -1000000 to 1000000.");
    }

    /** Otherwise the allocation effects could not add up: something of the portfolio or the benchmark is left out. */
    private static void sumAlike(List<List<Attribution.Segment>> periods, FieldErrors errors) {
        for (int t = 0; t < periods.size(); t++) {
            BigDecimal excess = Attribution.excessWeight(periods.get(t));
            errors.require(
                    excess.abs().compareTo(Attribution.WEIGHT_TOLERANCE) <= 0,
                    "periods[" + t + "].segments",
                    "WEIGHTS_DIFFER",
                    "The weights of the portfolio must sum to the same as those of the benchmark.");
        }
        errors.throwIfAny();
    }
}
