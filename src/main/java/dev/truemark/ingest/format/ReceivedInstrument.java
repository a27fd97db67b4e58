package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Iterator;
import java.util.Set;

/**
 * The terms of an instrument as received (API.md, Instrument). What was not told is null.
 *
 * @param currency {@code instrument_currency}: of its price and income
 * @param terms    {@code constituents} and {@code bond} as one JSON object, or null
 */
public record ReceivedInstrument(
        String securityId,
        String symbol,
        String name,
        String isin,
        String currency,
        String productType,
        String assetClass,
        String sector,
        String country,
        String terms) {
    private static final Name SECURITY_ID = Name.of("security_id");
    private static final Name SYMBOL = Name.of("symbol", "instrument_id");
    private static final Name NAME = Name.of("name");
    private static final Name ISIN = Name.of("isin");
    private static final Name CURRENCY = Name.of("instrument_currency", "currency");
    private static final Name PRODUCT_TYPE = Name.of("product_type");
    private static final Name ASSET_CLASS = Name.of("asset_class");
    private static final Name SECTOR = Name.of("sector");
    private static final Name COUNTRY = Name.of("country");
    private static final Name CONSTITUENTS = Name.of("constituents");
    private static final Name BOND = Name.of("bond");
    private static final int ISIN_CHARS = 12;
    private static final int MAX_TERMS_DEPTH = 8;
    private static final int MAX_TERMS_CHARS = 1_000_000;

    /** Every field that is read, in all its spellings. */
    public static Set<String> fields() {
        return Name.spellingsOf(
                SECURITY_ID,
                SYMBOL,
                NAME,
                ISIN,
                CURRENCY,
                PRODUCT_TYPE,
                ASSET_CLASS,
                SECTOR,
                COUNTRY,
                CONSTITUENTS,
                BOND);
    }

    /** Reads a bare instrument, in either spelling; never throws. */
    public static Parsed<ReceivedInstrument> parse(JsonNode data, Reading reading) {
        Fields f = new Fields(data);
        if (f.hasErrors()) return f.refused();
        String security = f.id(SECURITY_ID);
        f.require(SECURITY_ID, security);
        ConstituentList.check(f, security, f.raw(CONSTITUENTS));
        BondForm.check(f, f.raw(BOND));
        ReceivedInstrument read = new ReceivedInstrument(
                security,
                f.id(SYMBOL),
                f.text(NAME, Fields.MAX_NAME_CHARS, false),
                isin(f),
                f.currency(CURRENCY),
                f.id(PRODUCT_TYPE),
                f.id(ASSET_CLASS),
                f.id(SECTOR),
                f.id(COUNTRY),
                terms(f));
        return f.hasErrors() ? f.refused() : new Parsed.Ok<>(read);
    }

    private static String isin(Fields f) {
        String isin = f.id(ISIN);
        if (isin == null) return null;
        boolean formed = isin.length() == ISIN_CHARS && isin.matches("[A-Z]{2}[A-Z0-9]{9}[0-9]");
        return formed ? isin : f.error(ISIN, "WRONG_FORMAT", "An ISIN has two letters, nine characters and a digit.");
    }

    private static String terms(Fields f) {
        JsonNode constituents = term(f, CONSTITUENTS);
        JsonNode bond = term(f, BOND);
        if (constituents == null && bond == null) return null;
        ObjectNode terms = JsonNodeFactory.instance.objectNode();
        if (constituents != null) terms.set(CONSTITUENTS.plain(), constituents);
        if (bond != null) terms.set(BOND.plain(), BondForm.canonical(bond));
        String json = terms.toString();
        return json.length() <= MAX_TERMS_CHARS
                ? json
                : f.error(CONSTITUENTS, "TOO_LONG", "The terms of an instrument may have 1000000 characters.");
    }

    private static JsonNode term(Fields f, Name name) {
        JsonNode value = f.raw(name);
        if (value == null) return null;
        boolean shaped = name == BOND ? value.isObject() : value.isArray();
        if (!shaped)
            return f.error(name, "WRONG_TYPE", name == BOND ? "A JSON object is needed." : "A list is needed.");
        return isClean(value, MAX_TERMS_DEPTH)
                ? value
                : f.error(name, "INVALID_CHARACTERS", "Too deep, or text with control characters.");
    }

    private static boolean isClean(JsonNode value, int depth) {
        if (depth == 0) return false;
        if (value.isTextual()) return Texts.isClean(value.textValue(), true);
        for (Iterator<String> names = value.fieldNames(); names.hasNext(); ) {
            if (!Texts.isClean(names.next(), false)) return false;
        }
        for (JsonNode each : value) if (!isClean(each, depth - 1)) return false;
        return true;
    }
}
