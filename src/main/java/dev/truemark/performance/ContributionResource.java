package dev.truemark.performance;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.performance.Contribution;
import dev.truemark.core.performance.Linking;
import dev.truemark.platform.reading.HeavyWork;
import io.smallrye.common.annotation.Blocking;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Contributions of segments that the caller brings. */
@Path("/api/v1/analytics/contribution")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class ContributionResource {
    private final PerformanceConfig config;
    private final HeavyWork heavy;

    ContributionResource(PerformanceConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    record ContributionRequest(Linking linking, List<Weights.ContributionPeriod> periods) {}

    record ShareView(String name, BigDecimal contribution) {
        static ShareView of(Contribution.Share each) {
            return new ShareView(each.name(), each.contribution());
        }
    }

    record PeriodView(
            List<ShareView> segments,
            @JsonProperty("return") BigDecimal value) {
        static PeriodView of(List<Contribution.Share> shares, BigDecimal total) {
            return new PeriodView(shares.stream().map(ShareView::of).toList(), total);
        }
    }

    record ContributionView(
            Linking linking, List<PeriodView> periods, PeriodView linked, Map<String, Undefined> reasons) {
        static ContributionView of(Contribution found, Linking linking) {
            Reasons reasons = new Reasons();
            reasons.note("linked.segments", found.notLinked());
            return new ContributionView(
                    linking,
                    found.periods().stream()
                            .map(each -> PeriodView.of(each.segments(), each.total()))
                            .toList(),
                    found.notLinked().isPresent()
                            ? new PeriodView(null, found.total())
                            : PeriodView.of(found.linked(), found.total()),
                    reasons.all());
        }
    }

    @POST
    @Blocking
    @Operation(
            summary = "Contributions of segments to the return, period by period and linked",
            description =
                    "Weights are those at the start of a period, inflows included. linking is CARINO unless given. "
                            + "Contributions add up to the return to the last digit, in each period and linked. Linked segments "
                            + "are null where reasons says why.")
    public Uni<ContributionView> contribution(ContributionRequest request) {
        ContributionRequest given = Given.body(request);
        Linking linking = Objects.requireNonNullElse(given.linking(), Linking.CARINO);
        List<List<Contribution.Segment>> periods = Weights.contribution(given.periods(), config.maxSegments());
        return heavy.run(() -> ContributionView.of(Contribution.of(periods, linking), linking))
                .onFailure(ArithmeticException.class)
                .transform(AttributionResource::tooLarge);
    }
}
