package dev.truemark.ingest.format;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.core.instrument.Constituent;
import dev.truemark.core.instrument.Constituents;
import dev.truemark.platform.json.JsonRules;
import dev.truemark.platform.problem.FieldError;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The {@code constituents} of an instrument: {@code [{security_id, weight}]}, as told and as kept among its terms. */
public final class ConstituentList {
    private static final ObjectMapper JSON = JsonRules.mapper();
    private static final String LIST = "constituents";
    private static final Name SECURITY = Name.of("security_id");
    private static final Name WEIGHT = Name.of("weight");

    private ConstituentList() {}

    /** Notes what is wrong with a list that was told. */
    static void check(Fields instrument, String securityId, JsonNode told) {
        if (told == null || securityId == null || !told.isArray()) return;
        List<FieldError> errors = new ArrayList<>();
        List<Constituent> all = read(told, errors);
        if (errors.isEmpty()) {
            for (Constituents.Fault fault : Constituents.faults(securityId, all)) {
                errors.add(new FieldError(
                        fault.index() < 0 ? LIST : LIST + "[" + fault.index() + "]",
                        fault.rule().name(),
                        fault.rule().message()));
            }
        }
        errors.forEach(each -> instrument.add(each.field(), each.code(), each.message()));
    }

    /**
     * What an instrument holds, of its terms as they are kept; empty where no list was told, or one that was kept before
     * lists were checked and is not one.
     */
    public static Optional<Constituents> of(String securityId, String terms) {
        JsonNode told = tree(terms).path(LIST);
        if (!told.isArray() || told.isEmpty()) return Optional.empty();
        List<FieldError> errors = new ArrayList<>();
        List<Constituent> all = read(told, errors);
        boolean usable =
                errors.isEmpty() && Constituents.faults(securityId, all).isEmpty();
        return usable ? Optional.of(new Constituents(all)) : Optional.empty();
    }

    private static List<Constituent> read(JsonNode told, List<FieldError> errors) {
        List<Constituent> all = new ArrayList<>(told.size());
        for (int i = 0; i < told.size(); i++) {
            Fields each = new Fields(told.get(i));
            String at = LIST + "[" + i + "]";
            String security = told.get(i).isObject() ? each.id(SECURITY) : null;
            BigDecimal weight = told.get(i).isObject() ? each.decimal(WEIGHT) : null;
            if (told.get(i).isObject()) {
                each.require(SECURITY, security);
                each.require(WEIGHT, weight);
            }
            if (!each.hasErrors()) all.add(new Constituent(security, weight));
            for (FieldError error : each.errors()) {
                String field = error.field().isEmpty() ? at : at + "." + error.field();
                errors.add(new FieldError(field, error.code(), error.message()));
            }
        }
        return all;
    }

    private static JsonNode tree(String terms) {
        try {
            return JSON.readTree(terms);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("stored terms are JSON", unreadable);
        }
    }
}
