package dev.truemark.bond;

import dev.truemark.core.bond.BondFigures;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.performance.Given;
import dev.truemark.platform.problem.FieldError;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Price, yield and sensitivities of a bond that the caller brings. */
@Path("/api/v1/analytics/bond")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class BondCalculatorResource {
    private final HeavyWork heavy;

    BondCalculatorResource(HeavyWork heavy) {
        this.heavy = heavy;
    }

    @POST
    @Blocking
    @Operation(
            summary = "Price, yield, durations and convexity of a bond",
            description = "One of clean_price, dirty_price (per 100 face) and yield gives the others. Coupon dates are "
                    + "counted back from the maturity, unadjusted; first_coupon_date makes the first period a long one, and "
                    + "then the issue_date is needed. Unless given, day_count is ACT/ACT_ICMA, yield_convention US_STREET, "
                    + "redemption 100, ex_coupon_days 0, coupon_rate 0; without frequency, or with 0, there are no coupons and "
                    + "the yield is compounded as the market does (US_STREET and UK_DMO twice a year, DE_BONDS and TRUE once). "
                    + "ex_coupon_days are business days of the calendar where one is given and calendar days otherwise; after "
                    + "them accrued_interest is negative. The calendar (such as USGS, GBLO, EUTA, JPTO, SAT_SUN) moves payments "
                    + "to business days, which only the TRUE yield discounts to. convexity is in years squared, not divided "
                    + "by 100; dv01 is the price of one basis point. A JP_SIMPLE yield has no Macaulay duration. A figure "
                    + "without a value is null, and reasons says why.")
    public Uni<BondView> bond(BondRequest request) {
        BondRequest given = Given.body(request);
        BondTerms terms = given.terms();
        return heavy.run(() -> BondFigures.of(terms, given.settlementDate(), given.quote())
                .map(BondView::of)
                .orElseThrow(() -> ProblemException.invalid(List.of(new FieldError(
                        given.quoteField(), "NO_PRICE", "What it stands for is no positive dirty price.")))));
    }
}
