package dev.truemark.platform.problem;

import io.smallrye.mutiny.Uni;
import io.vertx.pgclient.PgException;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.math.BigDecimal;
import java.net.ConnectException;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.concurrent.RejectedExecutionException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Fails in every way that a resource can. */
@Path("/api/v1/test/problems")
@Produces(MediaType.APPLICATION_JSON)
public class ProblemProbe {

    public record Trade(String name, BigDecimal quantity, LocalDate date, List<Leg> legs) {}

    public record Leg(int units) {
        public Leg {
            if (units < 0) {
                throw new IllegalArgumentException("units must not be negative");
            }
        }
    }

    public static class Page {
        @RestQuery
        Integer limit;

        @RestQuery("sort-by")
        String sort;
    }

    @GET
    @Path("parameters")
    @Operation(hidden = true)
    public Uni<String> parameters(@BeanParam Page page, @RestQuery LocalDate asOf) {
        return Uni.createFrom().item("\"" + page.limit + page.sort + asOf + "\"");
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(hidden = true)
    public Uni<String> read(Trade trade) {
        return Uni.createFrom().item("\"" + Thread.currentThread().getName().replaceAll("-\\d+$", "") + "\"");
    }

    @GET
    @Path("failing/{how}")
    @Operation(hidden = true)
    public Uni<String> fail(@RestPath String how) {
        return Uni.createFrom().failure(failure(how));
    }

    private static Throwable failure(String how) {
        return switch (how) {
            case "bug" -> new IllegalStateException("SELECT secret FROM app_user");
            case "sql" -> new PgException("syntax error in SELECT secret", "ERROR", "42601", "");
            case "shutdown" ->
                new IllegalStateException(new PgException("terminating connection", "FATAL", "57P01", ""));
            case "deadlock" -> new PgException("deadlock detected", "ERROR", "40P01", "");
            case "refused" -> new ConnectException("Connection refused: db.internal/10.0.0.7:5432");
            case "busy" -> new RejectedExecutionException("queue full");
            case "limited" ->
                new ProblemException(CommonProblems.TOO_MANY_REQUESTS, "Slower.").retryAfter(Duration.ofSeconds(7));
            default -> ProblemException.notFound("There is no " + how + ".");
        };
    }
}
