package dev.truemark.platform.problem;

import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Problems of the API that arise before a resource is reached: a body over the limit, a refusal by security. */
@ApplicationScoped
public class VertxProblems {
    /** Under this key the framework keeps the limit for a body whose length was not announced. */
    static final String LIMIT_KEY = "io.quarkus.max-request-size";

    private static final String API = "/api/*";
    /** Before the framework's own check, which answers with an empty body. */
    private static final int BEFORE_LIMIT_CHECK = -100;

    private static final int AFTER_LIMIT_CHECK = -1;
    private static final long SLACK_BYTES = 1 << 20;

    private final long limitBytes;

    VertxProblems(@ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit) {
        this.limitBytes = limit.asLongValue();
    }

    void register(@Observes Router router) {
        router.route(API).order(BEFORE_LIMIT_CHECK).handler(this::refuseAnnouncedSize);
        router.route(API).order(AFTER_LIMIT_CHECK).handler(VertxProblems::leaveLimitToReader);
        router.route(API).order(BEFORE_LIMIT_CHECK).failureHandler(VertxProblems::answerFailure);
    }

    private void refuseAnnouncedSize(RoutingContext context) {
        String length = context.request().getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null || Long.parseLong(length) <= limitBytes) {
            context.next();
            return;
        }
        context.response().endHandler(ended -> closeConnection(context));
        answer(context, tooLarge(limitBytes));
    }

    /** A client that goes on sending what was refused must not be listened to. */
    private static void closeConnection(RoutingContext context) {
        var unused = context.request().connection().close();
    }

    /** {@link BodyLimit} counts first and answers with a problem; the framework's check stays behind it. */
    private static void leaveLimitToReader(RoutingContext context) {
        if (context.get(LIMIT_KEY) instanceof Long limit) {
            context.put(LIMIT_KEY, limit + SLACK_BYTES);
        }
        context.next();
    }

    private static void answerFailure(RoutingContext context) {
        Throwable failure = context.failure();
        if (context.response().ended()) {
            return;
        }
        answer(context, failure == null ? Failures.ofStatus(context.statusCode()) : Failures.problemOf(failure));
    }

    /** Answers 401 with the challenge; for an authentication mechanism. */
    public static void challenge(RoutingContext context) {
        answer(context, Failures.unauthenticated());
    }

    /** Writes a problem and ends the response, or cuts the connection where an answer has already begun. */
    public static void answer(RoutingContext context, ProblemException problem) {
        HttpServerResponse response = context.response();
        if (response.headWritten()) {
            closeConnection(context);
            return;
        }
        response.setStatusCode(problem.type().status()).putHeader(HttpHeaders.CONTENT_TYPE, ProblemJson.MEDIA_TYPE);
        for (Map.Entry<String, String> header : problem.headers().entrySet()) {
            response.putHeader(header.getKey(), header.getValue());
        }
        var unused = response.end(problem.json(context.normalizedPath()));
    }

    static ProblemException tooLarge(long limitBytes) {
        return new ProblemException(
                        CommonProblems.PAYLOAD_TOO_LARGE,
                        "A body may have " + limitBytes + " bytes; send less at once.")
                .withHeader("Connection", "close");
    }
}
