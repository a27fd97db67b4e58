package dev.truemark.platform.openapi;

import io.quarkus.smallrye.openapi.OpenApiFilter;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.eclipse.microprofile.openapi.OASFactory;
import org.eclipse.microprofile.openapi.OASFilter;
import org.eclipse.microprofile.openapi.models.OpenAPI;
import org.eclipse.microprofile.openapi.models.Operation;
import org.eclipse.microprofile.openapi.models.media.Schema;
import org.eclipse.microprofile.openapi.models.responses.APIResponse;
import org.eclipse.microprofile.openapi.models.security.SecurityScheme;

/**
 * Adds to the document what holds for every operation: how a caller says who he is, and that a refusal is a problem of
 * RFC 9457.
 */
@OpenApiFilter(stages = OpenApiFilter.RunStage.BUILD)
public class CommonTerms implements OASFilter {
    private static final String BEARER = "bearer";
    private static final String API_KEY = "api_key";
    private static final String PROBLEM = "Problem";
    private static final Set<String> OPEN =
            Set.of("/api/v1/auth/register", "/api/v1/auth/login", "/api/v1/auth/refresh");

    @Override
    public void filterOpenAPI(OpenAPI document) {
        if (document.getComponents() == null) document.setComponents(OASFactory.createComponents());
        document.getComponents()
                .addSecurityScheme(
                        BEARER,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.HTTP)
                                .scheme("bearer")
                                .bearerFormat("JWT")
                                .description("An access token of POST /api/v1/auth/login."))
                .addSecurityScheme(
                        API_KEY,
                        OASFactory.createSecurityScheme()
                                .type(SecurityScheme.Type.APIKEY)
                                .in(SecurityScheme.In.HEADER)
                                .name("X-API-Key")
                                .description("A key of POST /api/v1/auth/api-keys."))
                .addSchema(PROBLEM, problem())
                .addResponse(PROBLEM, refusal());
        if (document.getPaths() == null) return;
        document.getPaths()
                .getPathItems()
                .forEach((path, item) ->
                        item.getOperations().values().forEach(operation -> complete(operation, OPEN.contains(path))));
    }

    private static void complete(Operation operation, boolean open) {
        operation.setSecurity(
                open
                        ? List.of()
                        : List.of(
                                OASFactory.createSecurityRequirement().addScheme(BEARER),
                                OASFactory.createSecurityRequirement().addScheme(API_KEY)));
        if (operation.getResponses() == null) operation.setResponses(OASFactory.createAPIResponses());
        // What the scanner guesses says nothing of the body; the problem below says all
        List.of("400", "401", "403").forEach(operation.getResponses()::removeAPIResponse);
        operation
                .getResponses()
                .addAPIResponse("default", OASFactory.createAPIResponse().ref("#/components/responses/" + PROBLEM));
    }

    private static APIResponse refusal() {
        return OASFactory.createAPIResponse()
                .description("Refused: `code` is stable, `detail` says why, `errors` names the fields (422).")
                .content(OASFactory.createContent()
                        .addMediaType(
                                "application/problem+json",
                                OASFactory.createMediaType()
                                        .schema(OASFactory.createSchema().ref("#/components/schemas/" + PROBLEM))));
    }

    private static Schema problem() {
        Schema field = object(Map.of("field", string(), "code", string(), "message", string()));
        return object(Map.of(
                        "type", string().format("uri-reference"),
                        "title", string(),
                        "status", OASFactory.createSchema().addType(Schema.SchemaType.INTEGER),
                        "detail", string(),
                        "instance", string().format("uri-reference"),
                        "code", string().description("Upper case; never changes its meaning."),
                        "errors",
                                OASFactory.createSchema()
                                        .addType(Schema.SchemaType.ARRAY)
                                        .items(field)))
                .description("RFC 9457")
                .required(List.of("type", "title", "status", "code"));
    }

    private static Schema object(Map<String, Schema> properties) {
        Schema schema = OASFactory.createSchema().addType(Schema.SchemaType.OBJECT);
        properties.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(each -> schema.addProperty(each.getKey(), each.getValue()));
        return schema;
    }

    private static Schema string() {
        return OASFactory.createSchema().addType(Schema.SchemaType.STRING);
    }
}
