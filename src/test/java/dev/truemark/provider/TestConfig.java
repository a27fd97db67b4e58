package dev.truemark.provider;

import io.smallrye.config.SmallRyeConfigBuilder;

/** The configuration, with what a test sets. */
final class TestConfig {
    private TestConfig() {}

    /** @param pairs names below {@code truemark.provider.}, each followed by its value */
    static ProviderConfig with(String... pairs) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder().withMapping(ProviderConfig.class);
        for (int i = 0; i < pairs.length; i += 2)
            builder.withDefaultValue("truemark.provider." + pairs[i], pairs[i + 1]);
        return builder.build().getConfigMapping(ProviderConfig.class);
    }
}
