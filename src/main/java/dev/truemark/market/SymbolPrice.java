package dev.truemark.market;

import dev.truemark.core.market.Price;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * The newest price of a symbol.
 *
 * @param securityId the smallest id among the instruments that carry the symbol; the symbol itself where none does
 */
public record SymbolPrice(String symbol, String securityId, Price price, Optional<BigDecimal> volume) {}
