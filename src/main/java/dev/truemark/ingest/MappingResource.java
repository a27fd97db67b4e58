package dev.truemark.ingest;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.ingest.mapping.Mapping;
import dev.truemark.ingest.mapping.MappingFields;
import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Instant;
import java.util.List;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.ExampleObject;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestPath;

/** How the caller's files are read: kept mappings, named by {@code mapping=} of an intake. */
@Path("/api/v1/ingest/mappings")
@Tag(name = "Facts in")
@Produces(MediaType.APPLICATION_JSON)
class MappingResource {
    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9._-]{1,64}");
    private static final String EXAMPLE = """
            {"columns":{"Datum":"transaction_date","Art":"transaction_type","ISIN":"security_id","Stueck":"quantity","Kurs":"price","Spesen":"fees"},
             "ignored_columns":["Saldo"],
             "values":{"transaction_type":{"Kauf":"BUY","Verkauf":"SELL"}},
             "defaults":{"portfolio_id":"DEPOT","trade_currency":"EUR","source":"bank"},
             "date_format":"dd.MM.yyyy","decimal_separator":",","grouping_separator":".","unsigned":["quantity"],"separator":";"}""";

    private final MappingRepository mappings;
    private final CurrentCaller current;
    private final IngestConfig config;

    MappingResource(MappingRepository mappings, CurrentCaller current, IngestConfig config) {
        this.mappings = mappings;
        this.current = current;
        this.config = config;
    }

    record MappingView(String name, MappingFields mapping, Instant createdAt, Instant updatedAt) {
        static MappingView of(MappingRepository.Kept kept) {
            return new MappingView(kept.name(), kept.mapping(), kept.createdAt(), kept.updatedAt());
        }
    }

    record MappingsView(List<MappingView> mappings) {}

    @GET
    @Operation(summary = "Your mappings")
    public Uni<MappingsView> list() {
        return mappings.list(current.caller().id())
                .map(all -> new MappingsView(all.stream().map(MappingView::of).toList()));
    }

    @GET
    @Path("{name}")
    @Operation(summary = "One mapping")
    public Uni<MappingView> one(@RestPath String name) {
        return mappings.find(current.caller().id(), checked(name))
                .map(found -> MappingView.of(found.orElseThrow(MappingResource::none)));
    }

    @PUT
    @Path("{name}")
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(
            summary = "Keep a mapping",
            description =
                    "How a file of transactions is read with mapping={name}: columns by their names, values, dates and "
                            + "numbers (docs/import-export.md). The whole mapping anew; facts that were read with the former one stay.")
    public Uni<MappingView> put(
            @RestPath String name,
            @RequestBody(
                            content =
                                    @Content(
                                            mediaType = MediaType.APPLICATION_JSON,
                                            schema = @Schema(implementation = MappingFields.class),
                                            examples = @ExampleObject(name = "a German bank", value = EXAMPLE)))
                    MappingFields fields) {
        if (fields == null) throw new ProblemException(CommonProblems.MALFORMED_JSON, "A JSON object is needed.");
        if (!NAME.matcher(name).matches()) {
            throw ProblemException.invalid("name", "WRONG_FORMAT", "1 to 64 letters, digits, points, dashes or lines.");
        }
        Mapping.of(fields);
        return mappings.put(current.caller().id(), name, fields, config.maxMappings())
                .map(kept -> MappingView.of(kept.orElseThrow(this::tooMany)));
    }

    private ProblemException tooMany() {
        return ProblemException.invalid(
                "name", "TOO_MANY", "You may keep " + config.maxMappings() + " mappings; delete one first.");
    }

    @DELETE
    @Path("{name}")
    @Operation(summary = "Forget a mapping")
    public Uni<Void> delete(@RestPath String name) {
        return mappings.delete(current.caller().id(), checked(name))
                .invoke(deleted -> {
                    if (!deleted) throw none();
                })
                .replaceWithVoid();
    }

    private static String checked(String name) {
        if (!NAME.matcher(name).matches()) throw none();
        return name;
    }

    static ProblemException none() {
        return ProblemException.notFound("You have no mapping of that name.");
    }
}
