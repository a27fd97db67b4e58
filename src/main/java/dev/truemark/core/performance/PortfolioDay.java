package dev.truemark.core.performance;

import dev.truemark.core.money.BaseAmount;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

/**
 * The end of a day of a portfolio, and what was booked on it; all in base currency.
 *
 * @param value     positions and cash
 * @param positions market value of each security held
 */
public record PortfolioDay(
        LocalDate date, BaseAmount value, Map<String, BaseAmount> positions, List<Movement> movements) {
    public PortfolioDay {
        movements = List.copyOf(movements);
    }

    BaseAmount position(String securityId) {
        return positions.getOrDefault(securityId, BaseAmount.ZERO);
    }
}
