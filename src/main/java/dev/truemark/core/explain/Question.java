package dev.truemark.core.explain;

import dev.truemark.core.valuation.ValuationTerms;
import java.time.LocalDate;
import java.util.Optional;

/**
 * Which figure, of what, at what date.
 *
 * @param figure   not {@link Figure#CASH} or {@link Figure#TOTAL_VALUE}; of a whole portfolio not {@link Figure#QUANTITY}
 * @param security empty for the whole portfolio
 * @param asOf     transactions up to this date count
 */
public record Question(Figure figure, Optional<String> security, LocalDate asOf, ValuationTerms terms) {
    public Question {
        boolean has = security.isPresent() || figure.isOfPortfolio();
        if (!figure.isOfSecurity() || !has) throw new IllegalArgumentException("no changes of " + figure);
    }
}
