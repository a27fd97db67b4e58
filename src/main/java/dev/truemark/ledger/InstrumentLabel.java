package dev.truemark.ledger;

/** What an instrument is called, as known at the time of the answer; null where nothing was told. */
public record InstrumentLabel(String name, String symbol, String assetClass) {
    public static final InstrumentLabel NONE = new InstrumentLabel(null, null, null);
}
