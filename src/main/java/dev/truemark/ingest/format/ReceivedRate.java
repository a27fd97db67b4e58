package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.Set;

/**
 * An exchange rate as received (API.md, FX rate).
 *
 * @param when its date, or instant with its UTC date
 * @param rate units of {@code toCurrency} per one {@code fromCurrency}, more than zero
 */
public record ReceivedRate(String fromCurrency, String toCurrency, When when, BigDecimal rate, String source) {
    private static final Name FROM = Name.of("from_currency");
    private static final Name TO = Name.of("to_currency");
    private static final Name TIME = Name.of("rate_time");
    private static final Name DATE = Name.of("rate_date");
    private static final Name RATE = Name.of("rate");
    private static final Name SOURCE = Name.of("source");

    /** The names that a rate's fields may have. */
    public static Set<String> fields() {
        return Name.spellingsOf(FROM, TO, TIME, DATE, RATE, SOURCE);
    }

    /** Record key on its topic: {@code EUR/USD}. */
    public String recordKey() {
        return fromCurrency + "/" + toCurrency;
    }

    /** Reads a bare rate, in either spelling; costs a few microseconds and never throws. */
    public static Parsed<ReceivedRate> parse(JsonNode data, Reading reading) {
        Fields f = new Fields(data);
        if (f.hasErrors()) return f.refused();
        String from = f.currency(FROM);
        f.require(FROM, from);
        String to = f.currency(TO);
        f.require(TO, to);
        if (from != null && from.equals(to)) f.error(TO, "SAME_CURRENCY", "A rate is between two currencies.");
        BigDecimal rate = f.positive(RATE);
        f.require(RATE, rate);
        String source = f.id(SOURCE);
        When when = ReceivedPrice.when(f, TIME, DATE, reading.now());
        ReceivedRate read = new ReceivedRate(from, to, when, rate, source == null ? reading.source() : source);
        return f.hasErrors() ? f.refused() : new Parsed.Ok<>(read);
    }
}
