package dev.truemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.truemark.auth.Caller;
import dev.truemark.auth.CurrentCaller;
import dev.truemark.ingest.mapping.Mapping;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Facts in, many at once. */
@Path("/api/v1/ingest")
@Tag(name = "Facts in")
@Produces(MediaType.APPLICATION_JSON)
class IngestResource {
    private final IngestService service;
    private final CurrentCaller current;
    private final IngestConfig config;
    private final MappingRepository mappings;
    private final Body bodies;

    IngestResource(
            IngestService service,
            CurrentCaller current,
            IngestConfig config,
            MappingRepository mappings,
            ObjectMapper json) {
        this.service = service;
        this.mappings = mappings;
        this.current = current;
        this.config = config;
        this.bodies = new Body(json, config.maxItems(), config.maxItemChars());
    }

    @POST
    @Path("{kind}")
    @Consumes({MediaType.APPLICATION_JSON, Body.CSV, Body.NDJSON})
    @Operation(
            summary = "Take facts in",
            description =
                    "Form is judged at once: one bad item refuses the request (422, naming every bad item) unless "
                            + "partial=true keeps the good ones. 202: written to Kafka with all acknowledgements. "
                            + "With Prefer: wait, 200 and the fate of each item, and a known_at that every instance honours. "
                            + "Prices, rates, instruments and benchmarks are shared by all and take the scope market:write.")
    @APIResponseSchema(value = BatchView.class, responseCode = "202")
    @APIResponse(responseCode = "200", description = "The fate of every item, or what would happen (dry_run)")
    @APIResponse(responseCode = "422", description = "Every bad item is named in errors; nothing was written")
    public Uni<Response> ingest(
            @RestPath
                    @Parameter(
                            schema =
                                    @Schema(
                                            type = SchemaType.STRING,
                                            enumeration = {
                                                "portfolios",
                                                "instruments",
                                                "transactions",
                                                "market-prices",
                                                "fx-rates",
                                                "benchmarks"
                                            }))
                    String kind,
            @RestQuery @DefaultValue("false") boolean partial,
            @RestQuery("dry_run") @DefaultValue("false") boolean dryRun,
            @RestQuery @Parameter(description = "How a file of transactions is read: one of your /ingest/mappings.")
                    String mapping,
            @BeanParam IngestHeaders headers,
            @RequestBody(
                            description =
                                    "JSON with one list named like the path in snake_case, CSV with a header row, "
                                            + "or NDJSON. Fields are snake_case or camelCase; numbers may be strings.",
                            content = {
                                @Content(
                                        mediaType = MediaType.APPLICATION_JSON,
                                        schema = @Schema(type = SchemaType.OBJECT),
                                        examples = {
                                            @ExampleObject(name = "transactions", value = Examples.TRANSACTIONS),
                                            @ExampleObject(name = "instruments", value = Examples.INSTRUMENTS),
                                            @ExampleObject(name = "market-prices", value = Examples.MARKET_PRICES),
                                            @ExampleObject(name = "fx-rates", value = Examples.FX_RATES),
                                            @ExampleObject(name = "benchmarks", value = Examples.BENCHMARKS),
                                            @ExampleObject(name = "portfolios", value = Examples.PORTFOLIOS)
                                        }),
                                @Content(mediaType = Body.CSV, schema = @Schema(type = SchemaType.STRING)),
                                @Content(mediaType = Body.NDJSON, schema = @Schema(type = SchemaType.STRING))
                            })
                    byte[] body) {
        Caller caller = current.caller();
        IngestKind of = IngestKind.at(kind)
                .orElseThrow(() -> ProblemException.notFound("There are no facts of the kind " + kind + "."));
        String hash = NameId.hex(
                text("POST"), text(kind), text(headers.mediaType()), text(partial + ""), text(mapping + ""), body);
        IngestRequest request = new IngestRequest(
                caller, of, false, partial, dryRun, headers.key(), hash, headers.patience(config.maxWait()));
        boolean large = body.length > config.inlineBytes();
        if (mapping != null && of != IngestKind.TRANSACTIONS) {
            throw new ProblemException(CommonProblems.BAD_REQUEST, "A mapping is of transactions.");
        }
        return service.ingest(
                        request,
                        large,
                        () -> mapping == null
                                ? items(of, headers.mediaType(), body, large)
                                : mapped(caller, mapping, headers.mediaType(), body))
                .map(answer -> IngestAnswers.of(request, answer));
    }

    private Uni<List<JsonNode>> items(IngestKind kind, String mediaType, byte[] body, boolean large) {
        Uni<List<JsonNode>> items = Uni.createFrom().item(() -> bodies.items(kind.listName(), mediaType, body));
        return large ? items.runSubscriptionOn(Infrastructure.getDefaultWorkerPool()) : items;
    }

    private Uni<List<JsonNode>> mapped(Caller caller, String name, String mediaType, byte[] body) {
        return mappings.find(caller.id(), name)
                .map(found ->
                        Mapping.of(found.orElseThrow(MappingResource::none).mapping()))
                .emitOn(Infrastructure.getDefaultWorkerPool())
                .map(mapping -> mapped(mapping, mediaType, body));
    }

    private List<JsonNode> mapped(Mapping mapping, String mediaType, byte[] body) {
        boolean csv = mediaType.equals(Body.CSV);
        byte[] text = csv ? mapping.text(body) : body;
        Body.Table table = bodies.table(IngestKind.TRANSACTIONS.listName(), mediaType, text, mapping.separator());
        if (csv) mapping.checkHeader(table.header());
        return mapping.rows(table.rows()).stream()
                .map(row -> (JsonNode) JsonNodeFactory.instance.pojoNode(row))
                .toList();
    }

    private static byte[] text(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @GET
    @Path("batches/{id}")
    @Operation(
            summary = "What became of each item",
            description = "PENDING: not taken yet. BOOKED. REPLAYED: known already, nothing changed. CONFLICT: the "
                    + "revision is known with other content, the first stays. REJECTED: kept with its reason, does not "
                    + "count. WAITING: counts in its own currency and waits for what waiting_for names. INVALID: refused "
                    + "by its form.")
    @APIResponseSchema(BatchView.class)
    public Uni<BatchView> batch(@RestPath UUID id) {
        return service.batch(id, current.caller().id());
    }
}
