package dev.truemark.ingest;

import dev.truemark.ingest.BatchView.ItemView;
import dev.truemark.platform.problem.ProblemException;
import jakarta.ws.rs.core.Response;
import java.net.URI;

/** Answers of the intake: 202 for what is written, 200 where every fate is known. */
final class IngestAnswers {
    private IngestAnswers() {}

    /** @throws ProblemException 409 where the caller waited for one item and it conflicts */
    static Response of(IngestRequest request, IngestService.Answer answer) {
        BatchView view = answer.view();
        boolean waited = request.patience().isPresent() && answer.complete();
        if (waited && view.items().size() == 1) refuseConflict(view.items().getFirst());
        Response.ResponseBuilder response =
                Response.status(waited || request.dryRun() ? 200 : 202).entity(view);
        if (view.batchId() != null) response.location(URI.create("/api/v1/ingest/batches/" + view.batchId()));
        if (answer.replayed()) response.header("Idempotency-Replayed", "true");
        request.patience().ifPresent(wait -> response.header("Preference-Applied", "wait=" + wait.toSeconds()));
        return response.build();
    }

    private static void refuseConflict(ItemView item) {
        if (item.status().equals("CONFLICT")) {
            throw new ProblemException(
                    IngestProblems.TRANSACTION_CONFLICT,
                    "Revision " + item.revision()
                            + " of the transaction is known with other content; send a greater one.");
        }
    }
}
