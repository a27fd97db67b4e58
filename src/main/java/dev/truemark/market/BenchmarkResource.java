package dev.truemark.market;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.truemark.ingest.format.ReceivedBenchmark.Kind;
import dev.truemark.ingest.format.ReceivedBenchmark.Rebalancing;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Answers;
import dev.truemark.platform.reading.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponseSchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestHeader;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** Benchmarks by their newest known terms. */
@Path("/api/v1/benchmarks")
@Tag(name = "Market")
@Produces(MediaType.APPLICATION_JSON)
class BenchmarkResource {
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 31);

    private final BenchmarkReads reads;
    private final Pool pool;
    private final Answers answers;

    BenchmarkResource(BenchmarkReads reads, Pool pool, Answers answers) {
        this.reads = reads;
        this.pool = pool;
        this.answers = answers;
    }

    /**
     * @param levels  of an index, by date; null unless it is given by levels
     * @param returns of the day as decimals, by date; null unless it is given by returns
     * @param blend   null unless it is one
     */
    record BenchmarkView(
            String benchmarkId,
            String name,
            String currency,
            Kind kind,
            List<Level> levels,
            List<Return> returns,
            List<Part> blend,
            Rebalancing rebalancing) {
        static BenchmarkView of(Benchmark b) {
            return new BenchmarkView(
                    b.benchmarkId(),
                    b.name().orElse(null),
                    b.currency().orElse(null),
                    b.kind(),
                    b.kind() != Kind.LEVELS
                            ? null
                            : b.points().entrySet().stream()
                                    .map(e -> new Level(e.getKey(), e.getValue()))
                                    .toList(),
                    b.kind() != Kind.RETURNS
                            ? null
                            : b.points().entrySet().stream()
                                    .map(e -> new Return(e.getKey(), e.getValue()))
                                    .toList(),
                    b.kind() != Kind.BLEND
                            ? null
                            : b.blend().stream()
                                    .map(share -> new Part(share.securityId(), share.weight()))
                                    .toList(),
                    b.kind() == Kind.BLEND ? b.rebalancing() : null);
        }
    }

    record Level(LocalDate date, BigDecimal level) {}

    record Return(LocalDate date, @JsonProperty("return") BigDecimal value) {}

    record Part(String securityId, BigDecimal weight) {}

    @GET
    @Path("{id}")
    @Operation(
            summary = "A benchmark",
            description =
                    "Its terms, and its levels or returns from from to to, both inclusive, the newest word on each.")
    @APIResponseSchema(BenchmarkView.class)
    @APIResponse(responseCode = "404", description = "No benchmark of that id is known")
    public Uni<Response> benchmark(
            @RestPath String id,
            @RestQuery String from,
            @RestQuery String to,
            @RestHeader("If-None-Match") String known) {
        LocalDate first = Parameters.date("from", from).orElse(FIRST);
        LocalDate last = Parameters.date("to", to).orElse(LAST);
        return reads.benchmark(pool, id, first, last, Optional.empty())
                .map(found -> found.orElseThrow(() -> ProblemException.notFound("No benchmark of that id is known.")))
                .map(found -> answers.of(BenchmarkView.of(found), known));
    }
}
