package dev.truemark.platform.messaging;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Names of the Kafka topics, and how those that are missing are created. */
@ConfigMapping(prefix = "truemark.topics")
public interface Topics {
    @WithDefault("raw_transactions")
    String rawTransactions();

    @WithDefault("instruments")
    String instruments();

    @WithDefault("market_prices")
    String marketPrices();

    @WithDefault("fx_rates")
    String fxRates();

    @WithDefault("benchmarks")
    String benchmarks();

    @WithDefault("portfolios")
    String portfolios();

    @WithDefault("raw_transactions_completed")
    String rawTransactionsCompleted();

    @WithDefault("processed_transactions_completed")
    String processedTransactionsCompleted();

    @WithDefault("calculated_positions")
    String calculatedPositions();

    @WithDefault("calculated_valuations")
    String calculatedValuations();

    @WithDefault("calculated_performance")
    String calculatedPerformance();

    @WithDefault("calculated_risk")
    String calculatedRisk();

    @WithDefault("calculated_allocation")
    String calculatedAllocation();

    /** Appended to the name of an in-topic: where its refused records go. */
    @WithDefault(".dlq")
    String deadLetterSuffix();

    /** Partitions of a topic that the service creates; existing topics keep theirs. */
    @WithDefault("6")
    int partitions();

    default String deadLetters(String topic) {
        return topic + deadLetterSuffix();
    }
}
