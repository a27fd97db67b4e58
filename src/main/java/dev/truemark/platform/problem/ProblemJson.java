package dev.truemark.platform.problem;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;

/** Writes a problem; apart from the service's object mapper, because it must work when that one fails. */
final class ProblemJson {
    static final String MEDIA_TYPE = "application/problem+json";

    private ProblemJson() {}

    static String of(ProblemException problem, String instance) {
        ProblemType type = problem.type();
        JsonObject body = new JsonObject()
                .put("type", type.uri())
                .put("title", type.title())
                .put("status", type.status())
                .put("detail", problem.getMessage())
                .put("instance", instance)
                .put("code", type.code());
        if (!problem.errors().isEmpty()) {
            JsonArray errors = new JsonArray();
            for (FieldError error : problem.errors()) {
                errors.add(new JsonObject()
                        .put("field", error.field())
                        .put("code", error.code())
                        .put("message", error.message()));
            }
            body.put("errors", errors);
        }
        return body.encode();
    }
}
