package dev.truemark.performance;

import dev.truemark.core.performance.Attribution;
import dev.truemark.core.performance.Linking;
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
import java.util.Objects;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** Attribution of segments that the caller brings. */
@Path("/api/v1/analytics/attribution")
@Tag(name = "Calculators")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
class AttributionResource {
    private final PerformanceConfig config;
    private final HeavyWork heavy;

    AttributionResource(PerformanceConfig config, HeavyWork heavy) {
        this.config = config;
        this.heavy = heavy;
    }

    record AttributionRequest(
            Attribution.Model model,
            Attribution.Interaction interaction,
            Linking linking,
            List<Weights.AttributionPeriod> periods) {}

    @POST
    @Blocking
    @Operation(
            summary = "Brinson attribution of segments, period by period and linked",
            description =
                    "Weights are those at the start of a period. model is BRINSON_FACHLER unless given, interaction "
                            + "SEPARATE, linking CARINO. Effects add up to the active return to the last digit, in each period and "
                            + "linked; for BRINSON_FACHLER the weights of portfolio and benchmark must sum to the same. Under "
                            + "IN_SELECTION the interaction is 0. Linked segments are null where reasons says why.")
    public Uni<AttributionView> attribution(AttributionRequest request) {
        AttributionRequest given = Given.body(request);
        Attribution.Model model = Objects.requireNonNullElse(given.model(), Attribution.Model.BRINSON_FACHLER);
        Attribution.Interaction interaction =
                Objects.requireNonNullElse(given.interaction(), Attribution.Interaction.SEPARATE);
        Linking linking = Objects.requireNonNullElse(given.linking(), Linking.CARINO);
        List<List<Attribution.Segment>> periods = Weights.attribution(given.periods(), model, config.maxSegments());
        return heavy.run(() -> AttributionView.of(
                        Attribution.of(periods, model, interaction, linking), model, interaction, linking))
                .onFailure(ArithmeticException.class)
                .transform(AttributionResource::tooLarge);
    }

    static ProblemException tooLarge(Throwable failure) {
        return ProblemException.invalid("periods", "OUT_OF_RANGE", "The returns are too large to be linked.");
    }
}
