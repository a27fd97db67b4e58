package dev.truemark.bond;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.platform.reading.Answers;
import dev.truemark.portfolio.BooksParameters;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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
    private final FixedIncomes bonds;
    private final CurrentCaller current;
    private final Answers answers;

    FixedIncomeResource(FixedIncomes bonds, CurrentCaller current, Answers answers) {
        this.bonds = bonds;
        this.current = current;
        this.answers = answers;
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
        return bonds.of(when.query(current.caller().id(), id)).map(view -> answers.of(view, known));
    }
}
