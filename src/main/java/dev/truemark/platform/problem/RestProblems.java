package dev.truemark.platform.problem;

import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import io.quarkus.security.AuthenticationFailedException;
import io.quarkus.security.ForbiddenException;
import io.quarkus.security.UnauthorizedException;
import jakarta.ws.rs.NotFoundException;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.UriInfo;
import java.nio.charset.StandardCharsets;
import org.jboss.resteasy.reactive.server.ServerExceptionMapper;

/** Answers every failure of a resource as a problem. The named types only outrank the framework's own mappers. */
final class RestProblems {

    @ServerExceptionMapper({
        Throwable.class,
        ProblemException.class,
        WebApplicationException.class,
        NotFoundException.class,
        MismatchedInputException.class,
        UnauthorizedException.class,
        ForbiddenException.class,
        AuthenticationFailedException.class
    })
    public Response answer(Throwable failure, UriInfo uri) {
        ProblemException problem = Failures.problemOf(failure);
        Response.ResponseBuilder answer = Response.status(problem.type().status())
                .type(ProblemJson.MEDIA_TYPE)
                .entity(problem.json(uri.getPath()).getBytes(StandardCharsets.UTF_8));
        problem.headers().forEach(answer::header);
        return answer.build();
    }
}
