package dev.truemark.performance;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.platform.reading.Answers;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same resource, directly below the portfolio. */
@Path("/api/v1/portfolios/{id}/attribution")
@Tag(name = "Performance")
@Produces(MediaType.APPLICATION_JSON)
class AttributionPathResource extends PortfolioAttributionResource {
    AttributionPathResource(Attributions attributions, CurrentCaller current, Answers answers) {
        super(attributions, current, answers);
    }
}
