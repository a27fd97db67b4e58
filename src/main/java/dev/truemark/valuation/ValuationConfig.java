package dev.truemark.valuation;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** What is still believed of a price. */
@ConfigMapping(prefix = "truemark.valuation")
public interface ValuationConfig {
    /**
     * Age after which a price is marked stale, by asset class as the instrument names it:
     * {@code truemark.valuation.stale-after."CRYPTO"=PT1H}.
     */
    Map<String, Duration> staleAfter();

    /** The same for every other asset class; a long weekend does not make a close stale. */
    @WithDefault("P4D")
    Duration staleAfterOtherwise();

    /** Days of one series of valuations; more are 422. */
    @WithDefault("3660")
    int maxDays();

    /** Transactions, prices and rates each that one calculation of lots takes; more are 422. */
    @WithDefault("20000")
    int maxCalculatedFacts();
}
