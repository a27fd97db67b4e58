package dev.truemark.platform.problem;

import com.fasterxml.jackson.core.JacksonException;
import io.quarkus.security.AuthenticationException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.RejectedExecutionException;
import org.jboss.logging.Logger;

/** Turns any failure into the problem that the client hears of. Never reveals more than the catalogue says. */
final class Failures {
    private static final Logger LOG = Logger.getLogger(Failures.class);
    private static final int MAX_CAUSES = 16;
    private static final Duration RETRY = Duration.ofSeconds(1);
    static final String CHALLENGE = "Bearer";

    private Failures() {}

    /** The problem of a failure; what is not the client's doing is logged here, with an id that the answer names. */
    static ProblemException problemOf(Throwable failure) {
        ProblemException carried = causeOf(failure, ProblemException.class);
        if (carried != null) {
            return carried;
        }
        JacksonException json = causeOf(failure, JacksonException.class);
        if (json != null && JsonFailures.isOfTheRequest(json)) {
            return JsonFailures.problemOf(json);
        }
        if (StorageFailures.isUnavailable(failure)) {
            LOG.warnf("storage is not available: %s", failure.toString());
            return ProblemException.unavailable("The database is not available for the moment.", RETRY);
        }
        if (causeOf(failure, RejectedExecutionException.class) != null) {
            return ProblemException.unavailable("Too much to do for the moment.", RETRY);
        }
        if (failure instanceof UnauthorizedException || failure instanceof AuthenticationException) {
            return unauthenticated();
        }
        if (failure instanceof ForbiddenException) {
            return new ProblemException(CommonProblems.FORBIDDEN, "The caller may not do this.");
        }
        if (failure instanceof WebApplicationException web) {
            return ofHttp(web);
        }
        return unexpected(failure);
    }

    /** The problem of a status that the HTTP layer chose without an exception. */
    static ProblemException ofStatus(int status) {
        CommonProblems type = CommonProblems.ofStatus(status);
        return type == CommonProblems.UNAUTHENTICATED ? unauthenticated() : new ProblemException(type, detailOf(type));
    }

    static ProblemException unauthenticated() {
        return new ProblemException(
                        CommonProblems.UNAUTHENTICATED, "Give a valid bearer token or API key that has not expired.")
                .withHeader("WWW-Authenticate", CHALLENGE);
    }

    private static ProblemException ofHttp(WebApplicationException web) {
        int status = web.getResponse().getStatus();
        if (status >= 500 && status != 503) {
            return unexpected(web);
        }
        if (web instanceof NotFoundException && web.getCause() != null) {
            return new ProblemException(CommonProblems.BAD_REQUEST, "A parameter has a value of the wrong form.");
        }
        ProblemException problem = ofStatus(status);
        String allow = web.getResponse().getHeaderString("Allow");
        return allow == null ? problem : problem.withHeader("Allow", allow);
    }

    private static ProblemException unexpected(Throwable failure) {
        String id = UUID.randomUUID().toString();
        LOG.errorf(failure, "unexpected failure errorId=%s", id);
        return new ProblemException(CommonProblems.INTERNAL, "The service failed. Quote the error id " + id + ".");
    }

    private static String detailOf(CommonProblems type) {
        return switch (type) {
            case NOT_FOUND -> "There is nothing at this address.";
            case METHOD_NOT_ALLOWED -> "This address does not answer to that method.";
            case NOT_ACCEPTABLE -> "None of the media types in Accept can be given.";
            case UNSUPPORTED_MEDIA_TYPE -> "The body's Content-Type is not one that is read here.";
            case PAYLOAD_TOO_LARGE -> "Send less in one request.";
            default -> type.title() + ".";
        };
    }

    private static <T extends Throwable> T causeOf(Throwable failure, Class<T> type) {
        Throwable each = failure;
        for (int i = 0; each != null && i < MAX_CAUSES; i++, each = each.getCause()) {
            if (type.isInstance(each)) {
                return type.cast(each);
            }
        }
        return null;
    }
}
