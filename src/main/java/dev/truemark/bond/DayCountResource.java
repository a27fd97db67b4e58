package dev.truemark.bond;

import dev.truemark.core.time.AccrualTerms;
import dev.truemark.core.time.CouponDates;
import dev.truemark.core.time.DayCount;
import dev.truemark.core.time.DayCounted;
import dev.truemark.performance.Given;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Days and year fractions of dates that the caller brings. */
@Path("/api/v1/analytics/day-count")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class DayCountResource {
    private final BondConfig config;
    private final HeavyWork heavy;

    DayCountResource(BondConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    record DayCountRequest(List<DayCountRow> rows) {}

    record DayCountRow(String convention, LocalDate start, LocalDate end, Integer frequency, LocalDate maturity) {
        AccrualTerms terms() {
            return new AccrualTerms(
                    Optional.ofNullable(maturity), frequency == null ? OptionalInt.empty() : OptionalInt.of(frequency));
        }

        DayCounted counted() {
            return DayCount.of(convention).orElseThrow().between(start, end, terms());
        }
    }

    record DayCountView(List<DayCountedView> rows) {}

    record DayCountedView(int days, Double yearFraction) {}

    @POST
    @Blocking
    @Operation(
            summary = "Days and year fractions by day count convention",
            description =
                    "ACT/ACT_ICMA needs the frequency (1, 2, 3, 4, 6 or 12 coupons a year) and, unless start and end "
                            + "are whole coupon periods apart, the maturity from which the coupon dates are counted back. "
                            + "30E/360_ISDA counts an end of February as the 30th unless end is the maturity. 30/360_US counts it so "
                            + "unless a maturity is given that does not end its month. BUS/252 knows Brazil's holidays from 1950 to "
                            + "2099. days is in the convention's own count. Conventions: ACT/ACT_ICMA, ACT/ACT_ISDA, ACT/365F, "
                            + "ACT/360, 30/360_US, 30/360_ISDA, 30E/360, 30E/360_ISDA, 30E+/360, BUS/252, NL/365.")
    public Uni<DayCountView> dayCount(DayCountRequest request) {
        DayCountRequest given = Given.body(request);
        FieldErrors errors = new FieldErrors();
        Given.list(errors, "rows", given.rows(), config.maxRows(), (row, i) -> check(errors, row, "rows[" + i + "]."));
        errors.throwIfAny();
        return heavy.run(() -> new DayCountView(given.rows().stream()
                .map(DayCountRow::counted)
                .map(counted -> new DayCountedView(counted.days(), counted.years()))
                .toList()));
    }

    private static void check(FieldErrors errors, DayCountRow row, String at) {
        Given.required(errors, row.convention(), at + "convention");
        Given.required(errors, row.start(), at + "start");
        Given.required(errors, row.end(), at + "end");
        Terms.known(errors, row.convention(), at + "convention");
        Terms.date(errors, row.start(), at + "start");
        Terms.date(errors, row.end(), at + "end");
        Terms.date(errors, row.maturity(), at + "maturity");
        boolean knownFrequency = row.frequency() == null || CouponDates.FREQUENCIES.contains(row.frequency());
        errors.require(knownFrequency, at + "frequency", "UNKNOWN", Terms.FREQUENCIES);
        Optional<DayCount> count = Optional.ofNullable(row.convention()).flatMap(DayCount::of);
        if (count.isEmpty() || row.start() == null || row.end() == null || !knownFrequency) return;
        if (row.end().isBefore(row.start())) {
            errors.add(at + "end", "OUT_OF_ORDER", "The end is before the start.");
        } else if (row.maturity() != null && row.maturity().isBefore(row.end())) {
            errors.add(at + "maturity", "OUT_OF_ORDER", "The maturity is before the end.");
        } else if (!count.get().covers(row.start()) || !count.get().covers(row.end())) {
            errors.add(at + "start", "OUT_OF_RANGE", "The calendar knows the years from 1950 to 2099.");
        } else {
            count.get()
                    .missing(row.start(), row.end(), row.terms())
                    .ifPresent(term -> errors.add(
                            at + term, "REQUIRED", "The convention counts by the coupon dates, which need it."));
        }
    }
}
