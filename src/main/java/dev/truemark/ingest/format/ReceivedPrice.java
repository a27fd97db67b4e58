package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Set;

/**
 * A market price as received (API.md, Market price).
 *
 * @param securityId null where only the symbol was told
 * @param symbol     null where only the security was told
 * @param when       its date, or instant with its UTC date
 * @param price      per unit in {@code currency}, zero or more
 * @param volume     null where not told
 */
public record ReceivedPrice(
        String securityId,
        String symbol,
        When when,
        BigDecimal price,
        String currency,
        BigDecimal volume,
        String source) {
    private static final Name SECURITY_ID = Name.of("security_id");
    private static final Name SYMBOL = Name.of("symbol", "instrument_id");
    private static final Name TIME = Name.of("price_time");
    private static final Name DATE = Name.of("price_date");
    private static final Name PRICE = Name.of("price");
    private static final Name CURRENCY = Name.of("currency");
    private static final Name VOLUME = Name.of("volume");
    private static final Name SOURCE = Name.of("source");

    /** The names that a price's fields may have. */
    public static Set<String> fields() {
        return Name.spellingsOf(SECURITY_ID, SYMBOL, TIME, DATE, PRICE, CURRENCY, VOLUME, SOURCE);
    }

    /** Record key on its topic: the security, or else the symbol. */
    public String recordKey() {
        return securityId != null ? securityId : symbol;
    }

    /** Reads a bare price, in either spelling; costs a few microseconds and never throws. */
    public static Parsed<ReceivedPrice> parse(JsonNode data, Reading reading) {
        Fields f = new Fields(data);
        if (f.hasErrors()) return f.refused();
        String security = f.id(SECURITY_ID);
        String symbol = f.id(SYMBOL);
        if (symbol == null && !f.isRefused(SYMBOL)) f.require(SECURITY_ID, security);
        BigDecimal price = f.amount(PRICE);
        f.require(PRICE, price);
        String currency = f.currency(CURRENCY);
        f.require(CURRENCY, currency);
        String source = f.id(SOURCE);
        ReceivedPrice read = new ReceivedPrice(
                security,
                symbol,
                when(f, TIME, DATE, reading.now()),
                price,
                currency,
                f.amount(VOLUME),
                source == null ? reading.source() : source);
        return f.hasErrors() ? f.refused() : new Parsed.Ok<>(read);
    }

    /** The time where there is one, else the date. */
    static When when(Fields f, Name timeName, Name dateName, Instant now) {
        When time = f.when(timeName);
        When date = f.when(dateName);
        Name told = time != null ? timeName : dateName;
        When when = time != null ? time : date;
        if (when == null && !f.isRefused(timeName)) f.require(dateName, null);
        if (when != null && Dates.isFuture(when, now)) {
            return f.error(told, "FUTURE_DATE", "The date is more than a day ahead.");
        }
        return when;
    }
}
