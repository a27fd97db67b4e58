package dev.truemark.ledger;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.core.ledger.Terms;
import dev.truemark.core.ledger.Terms.GivenLot;
import dev.truemark.core.ledger.Terms.LotChoice;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The fields of the rarer types, from the JSON object in which a fact keeps them. */
final class FactTerms {
    private static final ObjectMapper JSON = new ObjectMapper();

    private FactTerms() {}

    /** @throws IllegalStateException if the kept text is no JSON, which the reader of transactions never writes */
    static Terms of(Fact fact) {
        if (fact.details() == null) return fact.ratio() == null ? Terms.NONE : Terms.ofRatio(fact.ratio());
        try {
            JsonNode details = JSON.readTree(fact.details());
            return new Terms(
                    Optional.ofNullable(fact.ratio()),
                    decimal(details, "cost_fraction"),
                    details.path("target_security_id").asText(""),
                    details.path("other_currency").asText(""),
                    choices(details.path("lots"), fact.key().source()),
                    given(details.path("lots")),
                    details.path("target_portfolio_id").asText(""));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("details of " + fact.key() + " are no JSON", e);
        }
    }

    private static Optional<BigDecimal> decimal(JsonNode node, String field) {
        return node.hasNonNull(field)
                ? Optional.of(new BigDecimal(node.get(field).asText()))
                : Optional.empty();
    }

    private static List<LotChoice> choices(JsonNode lots, String source) {
        List<LotChoice> choices = new ArrayList<>();
        for (JsonNode lot : lots) {
            if (!lot.hasNonNull("transaction_id")) continue;
            choices.add(new LotChoice(
                    new TransactionKey(
                            lot.path("source").asText(source),
                            lot.get("transaction_id").asText()),
                    decimal(lot, "quantity").orElseThrow()));
        }
        return choices;
    }

    private static List<GivenLot> given(JsonNode lots) {
        List<GivenLot> given = new ArrayList<>();
        for (JsonNode lot : lots) {
            if (!lot.hasNonNull("cost")) continue;
            given.add(new GivenLot(
                    lot.hasNonNull("opened_on")
                            ? Optional.of(LocalDate.parse(lot.get("opened_on").asText()))
                            : Optional.empty(),
                    decimal(lot, "quantity").orElseThrow(),
                    decimal(lot, "cost").orElseThrow(),
                    decimal(lot, "cost_base").map(BaseAmount::of),
                    lot.path("basis_estimated").asBoolean()));
        }
        return given;
    }
}
