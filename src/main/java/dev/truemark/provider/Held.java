package dev.truemark.provider;

import dev.truemark.core.instrument.Quotation;
import dev.truemark.ingest.format.BondForm;
import dev.truemark.market.Instrument;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A security that somebody holds, and what the provider calls it.
 *
 * @param priceSymbol under which prices by symbol are kept
 * @param currency    in which the instrument is quoted, where told
 * @param asked       the provider's symbol; empty where it is not asked
 */
record Held(String securityId, String priceSymbol, Optional<String> currency, Optional<String> asked) {
    /** In the configuration: this one is not asked for. */
    private static final String NOT_ASKED = "-";

    private static final Pattern SYMBOL = Pattern.compile("[A-Za-z0-9.^=-]{1,32}");

    /**
     * By configuration, else the instrument's symbol, else the id of the security. A bond is not asked for unless it is
     * configured, for prices of bonds mean something else; nor what no provider could mean, such as {@code SEC_AAPL}.
     *
     * @param known    empty where no terms of the security are known
     * @param symbols  as configured
     */
    static Held of(String securityId, Optional<Instrument> known, Map<String, String> symbols) {
        String priceSymbol = known.map(Instrument::priceSymbol).orElse(securityId);
        Optional<String> asked = Optional.ofNullable(symbols.get(securityId))
                .or(() -> isPricedByUnit(known) ? Optional.of(priceSymbol) : Optional.empty())
                .filter(symbol ->
                        !symbol.equals(NOT_ASKED) && SYMBOL.matcher(symbol).matches());
        return new Held(securityId, priceSymbol, known.flatMap(Instrument::currency), asked);
    }

    private static boolean isPricedByUnit(Optional<Instrument> known) {
        return known.map(each -> BondForm.quotation(each.productType(), each.terms()))
                .orElse(Quotation.UNIT)
                .equals(Quotation.UNIT);
    }

    /** A price in another currency than that of the instrument is one of another listing. */
    boolean mayBeIn(String told) {
        return currency.map(told::equals).orElse(true);
    }
}
