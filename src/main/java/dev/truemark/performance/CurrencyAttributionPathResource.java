package dev.truemark.performance;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.platform.reading.Answers;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The same resource, directly below the portfolio. */
@Path("/api/v1/portfolios/{id}/attribution/currency")
@Tag(name = "Performance")
@Produces(MediaType.APPLICATION_JSON)
class CurrencyAttributionPathResource extends PortfolioCurrencyAttributionResource {
    CurrencyAttributionPathResource(CurrencyAttributions attributions, CurrentCaller current, Answers answers) {
        super(attributions, current, answers);
    }
}
