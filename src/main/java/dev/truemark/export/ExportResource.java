package dev.truemark.export;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.auth.CurrentCaller;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Parameters;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** A whole portfolio, to keep or to take elsewhere. */
@Path("/api/v1/portfolios")
@Tag(name = "Books")
class ExportResource {
    private static final String NDJSON = "application/x-ndjson";
    private static final int MAX_ID_CHARS = 128;

    private final ExportService service;
    private final CurrentCaller current;
    private final ObjectMapper json;

    ExportResource(ExportService service, CurrentCaller current, ObjectMapper json) {
        this.service = service;
        this.current = current;
        this.json = json;
    }

    /** Which words on a transaction. */
    enum Revisions {
        NEWEST,
        ALL
    }

    @GET
    @Path("{id}/export")
    @Produces(NDJSON)
    @Operation(
            summary = "The whole portfolio as NDJSON",
            description =
                    "A line for the portfolio with its policy, one for each transaction as told (reversed ones too), and "
                            + "one for each instrument they name. Sent as it is to /ingest/instruments, /ingest/portfolios and "
                            + "/ingest/transactions, in this order, it gives equal books: each takes the lines of its kind. All lines "
                            + "are as known at one instant.")
    @APIResponse(
            responseCode = "200",
            description = "One JSON object a line",
            content = @Content(mediaType = NDJSON, schema = @Schema(type = SchemaType.STRING)))
    public RestMulti<Buffer> export(
            @RestPath String id,
            @RestQuery("as") @Parameter(description = "The portfolio_id in the lines, to import it under another name.")
                    String name,
            @RestQuery
                    @Parameter(
                            description = "The newest revision of each transaction, or all.",
                            schema =
                                    @Schema(
                                            enumeration = {"newest", "all"},
                                            defaultValue = "newest"))
                    String revisions,
            @RestQuery
                    @DefaultValue("false")
                    @Parameter(
                            description =
                                    "Transfers from and to your other portfolios stand by themselves: lots that came in as "
                                            + "told. Otherwise those are left out, and come again with the portfolio that sent them.")
                    boolean standalone) {
        Optional<String> as = Parameters.text("as", name);
        as.ifPresent(given -> {
            if (given.length() > MAX_ID_CHARS) throw Parameters.bad("as", "an id of at most 128 characters");
        });
        String wanted = revisions == null ? null : revisions.toUpperCase(Locale.ROOT);
        boolean all = Parameters.constant("revisions", wanted, Revisions.class)
                .map(Revisions.ALL::equals)
                .orElse(false);
        if (id.indexOf('\0') >= 0) throw ProblemException.notFound("There is no such portfolio.");
        return RestMulti.fromUniResponse(
                service.of(current.caller().id(), id, new ExportService.Wanted(as, all, standalone)),
                export -> service.lines(export).map(this::line),
                export -> Map.of(
                        "Content-Type", List.of(NDJSON),
                        "Content-Disposition", List.of("attachment; filename=\"portfolio.ndjson\""),
                        "Cache-Control", List.of("private, no-store")));
    }

    /** Without a line break, which the media type adds. */
    private Buffer line(ObjectNode line) {
        try {
            return Buffer.buffer(json.writeValueAsBytes(line));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a line can always be written", e);
        }
    }
}
