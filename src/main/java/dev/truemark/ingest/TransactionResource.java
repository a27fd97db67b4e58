package dev.truemark.ingest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.auth.CurrentCaller;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** One transaction told, corrected or reversed: ingests of one. */
@Path("/api/v1/transactions")
@Tag(name = "Facts in")
@Produces(MediaType.APPLICATION_JSON)
class TransactionResource {
    private final IngestService service;
    private final Revisions revisions;
    private final CurrentCaller current;
    private final IngestConfig config;
    private final Body bodies;

    TransactionResource(
            IngestService service, Revisions revisions, CurrentCaller current, IngestConfig config, ObjectMapper json) {
        this.service = service;
        this.revisions = revisions;
        this.current = current;
        this.config = config;
        this.bodies = new Body(json, 1, config.maxItemChars());
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Tell a transaction", description = "An ingest of one; its answers are those of /ingest.")
    @APIResponseSchema(value = BatchView.class, responseCode = "202")
    @APIResponse(responseCode = "200", description = "Its fate, where Prefer: wait asked for it")
    @APIResponse(responseCode = "409", description = "The revision is known with other content (Prefer: wait)")
    public Uni<Response> tell(
            @RestQuery("dry_run") @DefaultValue("false") boolean dryRun,
            @BeanParam IngestHeaders headers,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "a sale", value = Examples.TRANSACTION)))
                    byte[] body) {
        IngestRequest request = request("POST", "", dryRun, headers, body);
        return answer(request, () -> Uni.createFrom().item(() -> bodies.item(body)));
    }

    @PUT
    @Path("{id}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Correct a transaction",
            description = "The whole content anew, as a greater revision: the one given, or the next.")
    @APIResponseSchema(value = BatchView.class, responseCode = "202")
    @APIResponse(responseCode = "200", description = "Its fate, where Prefer: wait asked for it")
    @APIResponse(responseCode = "409", description = "A revision as great is known")
    public Uni<Response> correct(
            @RestPath String id,
            @RestQuery("dry_run") @DefaultValue("false") boolean dryRun,
            @BeanParam IngestHeaders headers,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(type = SchemaType.OBJECT),
                                            examples = @ExampleObject(name = "a sale", value = Examples.TRANSACTION)))
                    byte[] body) {
        IngestRequest request = request("PUT", id, dryRun, headers, body);
        return answer(request, () -> {
            ObjectNode told = bodies.item(body);
            return revisions.correction(id, request.owner(), told);
        });
    }

    @DELETE
    @Path("{id}")
    @Operation(
            summary = "Reverse a transaction",
            description = "A greater revision says that it does not count; what was told before stays known.")
    @APIResponseSchema(value = BatchView.class, responseCode = "202")
    @APIResponse(responseCode = "200", description = "Its fate, where Prefer: wait asked for it")
    public Uni<Response> reverse(
            @RestPath String id,
            @RestQuery("dry_run") @DefaultValue("false") boolean dryRun,
            @BeanParam IngestHeaders headers) {
        IngestRequest request = request("DELETE", id, dryRun, headers, new byte[0]);
        return answer(request, () -> revisions.reversal(id, request.owner()));
    }

    private IngestRequest request(String method, String id, boolean dryRun, IngestHeaders headers, byte[] body) {
        UUID owner = current.caller().id();
        String hash = NameId.hex(bytes(owner.toString()), bytes(method), bytes(id), body);
        return new IngestRequest(
                current.caller(),
                IngestKind.TRANSACTIONS,
                true,
                false,
                dryRun,
                headers.key(),
                hash,
                headers.patience(config.maxWait()));
    }

    private Uni<Response> answer(IngestRequest request, Supplier<Uni<? extends JsonNode>> item) {
        return service.ingest(request, false, () -> item.get().map(told -> List.<JsonNode>of(told)))
                .map(answer -> IngestAnswers.of(request, answer));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
