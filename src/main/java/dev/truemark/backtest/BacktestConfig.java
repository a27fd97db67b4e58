package dev.truemark.backtest;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** How much one run takes. */
@ConfigMapping(prefix = "truemark.backtest")
interface BacktestConfig {
    /** Securities of one strategy; more are 422. */
    @WithDefault("100")
    int maxSecurities();

    /** Days of one run, those that a momentum looks back among them; more are 422. */
    @WithDefault("7500")
    int maxDays();

    /** Dates of a schedule, and splits; more are 422. */
    @WithDefault("1000")
    int maxDates();
}
