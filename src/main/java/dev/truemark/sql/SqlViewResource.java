package dev.truemark.sql;

import dev.truemark.auth.CurrentCaller;
import dev.truemark.platform.problem.ProblemException;
import dev.truemark.platform.reading.Parameters;
import io.smallrye.mutiny.Uni;
import io.vertx.core.buffer.Buffer;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.RestMulti;
import org.jboss.resteasy.reactive.RestPath;
import org.jboss.resteasy.reactive.RestQuery;

/** The views of the schema {@code analytics}: what they mean, and their rows for those who have no access to the database. */
@Path("/api/v1/analytics/sql")
@Tag(name = "SQL")
class SqlViewResource {
    private final SqlViews views;
    private final SqlDownloads downloads;
    private final SqlConfig config;
    private final CurrentCaller current;

    SqlViewResource(SqlViews views, SqlDownloads downloads, SqlConfig config, CurrentCaller current) {
        this.views = views;
        this.downloads = downloads;
        this.config = config;
        this.current = current;
    }

    record ColumnView(String name, String type, String description) {}

    record ViewView(String name, String description, boolean owned, List<ColumnView> columns) {
        static ViewView of(SqlView view) {
            return new ViewView(
                    view.name(),
                    view.description(),
                    view.owned(),
                    view.columns().stream()
                            .map(each -> new ColumnView(each.name(), each.type(), each.description()))
                            .toList());
        }
    }

    record ViewsView(List<ViewView> views) {}

    @GET
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "The views for analysts, column by column")
    public Uni<ViewsView> list() {
        return views.all()
                .map(all ->
                        new ViewsView(all.values().stream().map(ViewView::of).toList()));
    }

    @GET
    @Path("{view}")
    @Produces("text/csv")
    @Operation(
            summary = "The rows of a view",
            description =
                    "Of the caller's own portfolios; prices, instruments and days are the same for all. From and to are "
                            + "inclusive. As of now, in a fixed order. A download that breaks off is not whole.")
    @APIResponse(
            responseCode = "200",
            description = "CSV with a header, or one JSON object a line",
            content = {
                @Content(mediaType = "text/csv", schema = @Schema(implementation = String.class)),
                @Content(mediaType = "application/x-ndjson", schema = @Schema(implementation = String.class))
            })
    public RestMulti<Buffer> rows(
            @RestPath String view,
            @RestQuery @Parameter(description = "csv unless given, or ndjson.") String format,
            @RestQuery("portfolio_id") @Parameter(description = "Of one portfolio only.") String portfolio,
            @RestQuery String from,
            @RestQuery String to,
            @RestQuery @Parameter(description = "Most rows; all unless given.") String limit) {
        RowFormat as = Parameters.constant("format", format, RowFormat.class).orElse(RowFormat.CSV);
        SqlDownloads.Rows wanted = new SqlDownloads.Rows(
                current.caller().id(),
                Parameters.text("portfolio_id", portfolio),
                Parameters.date("from", from),
                Parameters.date("to", to),
                limit(limit));
        return RestMulti.fromUniResponse(
                views.all().map(all -> known(all, view, wanted)),
                found -> downloads.of(found, wanted, as),
                found -> Map.of(
                        "Content-Type", List.of(as.contentType()), "Cache-Control", List.of("private, no-store")));
    }

    private static SqlView known(Map<String, SqlView> all, String name, SqlDownloads.Rows wanted) {
        SqlView view = all.get(name);
        if (view == null) throw ProblemException.notFound("There is no such view.");
        Optional<LocalDate> day = wanted.from().or(wanted::to);
        if (day.isPresent() && view.dateColumn().isEmpty()) {
            throw Parameters.bad(wanted.from().isPresent() ? "from" : "to", "absent: the view has no dates");
        }
        if (wanted.account().isPresent() && !view.owned()) {
            throw Parameters.bad("portfolio_id", "absent: the view is the same for all portfolios");
        }
        return view;
    }

    private Optional<Integer> limit(String given) {
        Optional<String> text = Parameters.text("limit", given);
        if (text.isEmpty()) return Optional.empty();
        try {
            int limit = Integer.parseInt(text.get());
            if (limit >= 1 && limit <= config.maxRows()) return Optional.of(limit);
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Parameters.bad("limit", "a whole number from 1 to " + config.maxRows());
    }
}
