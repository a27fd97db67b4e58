package dev.truemark.allocation;

import dev.truemark.core.allocation.Breakdown;
import dev.truemark.market.Instrument;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What an instrument is told to be, by which a portfolio can be broken down. */
public enum Attribute {
    SECURITY,
    SYMBOL,
    ISIN,
    NAME,
    PRODUCT_TYPE,
    ASSET_CLASS,
    SECTOR,
    COUNTRY,
    CURRENCY;

    /** As it stands in a question. */
    public String word() {
        return this == SECURITY ? Breakdown.SECURITY : name().toLowerCase(Locale.ROOT);
    }

    /** All that is told of an instrument, by the words. */
    public static Map<String, String> of(Instrument instrument) {
        Map<String, String> told = new HashMap<>();
        for (Attribute each : values()) each.in(instrument).ifPresent(value -> told.put(each.word(), value));
        return told;
    }

    public Optional<String> in(Instrument instrument) {
        return switch (this) {
            case SECURITY -> Optional.of(instrument.securityId());
            case SYMBOL -> instrument.symbol();
            case ISIN -> instrument.isin();
            case NAME -> instrument.name();
            case PRODUCT_TYPE -> instrument.productType();
            case ASSET_CLASS -> instrument.assetClass();
            case SECTOR -> instrument.sector();
            case COUNTRY -> instrument.country();
            case CURRENCY -> instrument.currency();
        };
    }
}
