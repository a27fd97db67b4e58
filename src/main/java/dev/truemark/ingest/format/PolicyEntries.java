package dev.truemark.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PolicyEntry;
import dev.truemark.platform.json.JsonRules;
import dev.truemark.platform.problem.FieldError;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What holds from a date on or for one security, as received, kept and sent (docs/policies.md): a list of objects with
 * {@code effective_from}, {@code security_id} and the settings that they name.
 */
public final class PolicyEntries {
    /** Most entries of one portfolio. */
    public static final int MAX = 1000;

    /** What the list is called. */
    public static final String FIELD = "policies";

    private static final ObjectMapper MAPPER = JsonRules.mapper();
    private static final Name EFFECTIVE_FROM = Name.of("effective_from");
    private static final Name SECURITY_ID = Name.of("security_id");
    private static final Name COST_METHOD = Name.of("cost_method");
    private static final Name OVERSELL = Name.of("oversell");
    private static final Name DIVIDEND_TREATMENT = Name.of("dividend_treatment");
    private static final Name FEES_IN_COST = Name.of("fees_in_cost");
    private static final Name CASH_TRACKING = Name.of("cash_tracking");
    private static final Set<String> KNOWN =
            Name.spellingsOf(EFFECTIVE_FROM, SECURITY_ID, COST_METHOD, OVERSELL, DIVIDEND_TREATMENT, FEES_IN_COST);

    private final List<FieldError> errors = new ArrayList<>();
    private final List<PolicyEntry> entries = new ArrayList<>();
    private final Set<List<Object>> met = new HashSet<>();

    private PolicyEntries() {}

    /** Reads a list, or the text of one, as a cell of a table has it; never throws. */
    public static Parsed<List<PolicyEntry>> read(JsonNode list) {
        JsonNode told = list != null && list.isTextual() ? parsed(list.textValue()) : list;
        if (told == null || !told.isArray()) return refused("WRONG_TYPE", "A list is needed here.");
        if (told.size() > MAX) return refused("TOO_MANY", "There may be " + MAX + " at most.");
        PolicyEntries all = new PolicyEntries();
        for (int n = 0; n < told.size(); n++) all.add(told.get(n), FIELD + "[" + n + "]");
        if (!all.errors.isEmpty()) return new Parsed.Refused<>(all.errors);
        return new Parsed.Ok<>(all.entries.stream().sorted(PolicyEntry.ORDER).toList());
    }

    private static JsonNode parsed(String text) {
        try {
            return MAPPER.readTree(text);
        } catch (JsonProcessingException malformed) {
            return null;
        }
    }

    private static <T> Parsed<T> refused(String code, String message) {
        return new Parsed.Refused<>(List.of(new FieldError(FIELD, code, message)));
    }

    private void add(JsonNode node, String at) {
        Fields f = new Fields(node);
        if (!f.hasErrors()) {
            String security = f.id(SECURITY_ID);
            LocalDate from = date(f);
            if (security == null && !f.isRefused(SECURITY_ID)) f.require(EFFECTIVE_FROM, from);
            unknown(f, node);
            entry(f, from, security);
        }
        f.errors().forEach(e -> errors.add(new FieldError(path(at, e.field()), e.code(), e.message())));
    }

    private static String path(String at, String field) {
        return field.isEmpty() ? at : at + "." + field;
    }

    private static LocalDate date(Fields f) {
        When when = f.when(EFFECTIVE_FROM);
        if (when == null || when.dateOnly()) return when == null ? null : when.date();
        return f.error(EFFECTIVE_FROM, "DATE_ONLY", "A policy begins with a trade date, such as 2025-01-01.");
    }

    private static void unknown(Fields f, JsonNode node) {
        node.fieldNames().forEachRemaining(name -> {
            if (KNOWN.contains(name)) return;
            boolean cash = name.equals(CASH_TRACKING.plain());
            f.add(
                    name,
                    cash ? "NOT_DATED" : "UNKNOWN_FIELD",
                    cash
                            ? "Whether cash is kept is decided once, for the whole portfolio and its whole history."
                            : "There is no such field.");
        });
    }

    private void entry(Fields f, LocalDate from, String security) {
        Policy.CostMethod method = f.choice(COST_METHOD, Policy.CostMethod.class);
        Policy.Oversell oversell = f.choice(OVERSELL, Policy.Oversell.class);
        Policy.DividendTreatment dividends = f.choice(DIVIDEND_TREATMENT, Policy.DividendTreatment.class);
        Boolean fees = f.bool(FEES_IN_COST);
        if (f.hasErrors()) return;
        PolicyEntry entry = new PolicyEntry(
                from == null ? PolicyEntry.BEGINNING : from,
                Optional.ofNullable(security),
                Optional.ofNullable(method),
                Optional.ofNullable(oversell),
                Optional.ofNullable(dividends),
                Optional.ofNullable(fees));
        if (!met.add(List.of(entry.effectiveFrom(), entry.securityId()))) {
            f.error(EFFECTIVE_FROM, "DUPLICATE", "An entry before has the same date and the same security.");
        }
        entries.add(entry);
    }

    /** What {@link #json} wrote. */
    public static List<PolicyEntry> kept(String json) {
        return switch (read(JsonNodeFactory.instance.textNode(json))) {
            case Parsed.Ok<List<PolicyEntry>> ok -> ok.value();
            case Parsed.Refused<List<PolicyEntry>> refused ->
                throw new IllegalStateException("kept policies that cannot be read: " + refused.reason());
        };
    }

    /** Each with what it says, and nothing else. */
    public static ArrayNode json(Collection<PolicyEntry> entries) {
        ArrayNode list = JsonNodeFactory.instance.arrayNode();
        entries.stream().sorted(PolicyEntry.ORDER).forEach(entry -> list.add(json(entry)));
        return list;
    }

    private static ObjectNode json(PolicyEntry entry) {
        ObjectNode node = JsonNodeFactory.instance.objectNode();
        entry.date().ifPresent(date -> node.put(EFFECTIVE_FROM.plain(), date.toString()));
        entry.securityId().ifPresent(id -> node.put(SECURITY_ID.plain(), id));
        entry.costMethod().ifPresent(method -> node.put(COST_METHOD.plain(), method.name()));
        entry.oversell().ifPresent(oversell -> node.put(OVERSELL.plain(), oversell.name()));
        entry.dividendTreatment().ifPresent(treatment -> node.put(DIVIDEND_TREATMENT.plain(), treatment.name()));
        entry.feesInCost().ifPresent(fees -> node.put(FEES_IN_COST.plain(), fees));
        return node;
    }
}
