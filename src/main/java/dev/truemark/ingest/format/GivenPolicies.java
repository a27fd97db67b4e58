package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.platform.problem.ProblemException;
import java.util.List;

/** The entries of policies that a request brings. */
public final class GivenPolicies {
    private GivenPolicies() {}

    /** @throws ProblemException 422 naming every field that is wrong */
    public static List<PolicyEntry> of(JsonNode list) {
        return switch (PolicyEntries.read(list)) {
            case Parsed.Ok<List<PolicyEntry>> ok -> ok.value();
            case Parsed.Refused<List<PolicyEntry>> refused -> throw ProblemException.invalid(refused.errors());
        };
    }
}
