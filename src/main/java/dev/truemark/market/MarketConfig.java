package dev.truemark.market;

import dev.truemark.core.market.SourceOrder;
import io.smallrye.config.ConfigMapping;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Which sources of prices and rates are believed. */
@ConfigMapping(prefix = "truemark.market")
interface MarketConfig {
    /**
     * Sources from the most to the least believed, by the first date on which the list holds:
     * {@code truemark.market.sources."2020-01-01"=exchange,vendor}. Sources that are not listed come last, by name.
     */
    Map<LocalDate, List<String>> sources();

    default SourceOrder sourceOrder() {
        return new SourceOrder(sources().entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, list -> List.copyOf(list.getValue()))));
    }
}
