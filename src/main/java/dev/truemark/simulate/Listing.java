package dev.truemark.simulate;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * A listed share that the simulator quotes and trades, in USD.
 *
 * @param country    ISO 3166-1 alpha-2
 * @param firstPrice where its price begins, and what it is drawn back to
 */
record Listing(String symbol, String name, String isin, String sector, String country, BigDecimal firstPrice) {
    static final String CURRENCY = "USD";

    /** Names and ISINs are real, prices are not. */
    static final List<Listing> ALL = List.of(
            of("AAPL", "Apple Inc.", "US0378331005", "Technology", "225.00"),
            of("GOOGL", "Alphabet Inc. Class A", "US02079K3059", "Communication Services", "190.00"),
            of("MSFT", "Microsoft Corporation", "US5949181045", "Technology", "450.00"),
            of("AMZN", "Amazon.com, Inc.", "US0231351067", "Consumer Discretionary", "215.00"),
            of("TSLA", "Tesla, Inc.", "US88160R1014", "Consumer Discretionary", "310.00"),
            of("META", "Meta Platforms, Inc. Class A", "US30303M1027", "Communication Services", "620.00"),
            of("JPM", "JPMorgan Chase & Co.", "US46625H1005", "Financials", "260.00"),
            of("V", "Visa Inc. Class A", "US92826C8394", "Financials", "345.00"),
            of("WMT", "Walmart Inc.", "US9311421039", "Consumer Staples", "98.00"),
            of("JNJ", "Johnson & Johnson", "US4781601046", "Health Care", "160.00"));

    static Optional<Listing> ofSecurity(String securityId) {
        return ALL.stream().filter(each -> each.securityId().equals(securityId)).findFirst();
    }

    String securityId() {
        return "SEC_" + symbol;
    }

    private static Listing of(String symbol, String name, String isin, String sector, String firstPrice) {
        return new Listing(symbol, name, isin, sector, "US", new BigDecimal(firstPrice));
    }
}
