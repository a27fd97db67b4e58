package dev.truemark.export;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;

/** Bounds of an export. */
@ConfigMapping(prefix = "truemark.export")
interface ExportConfig {
    /** Transactions that are read, and held, at a time. */
    @WithDefault("1000")
    int pageSize();
}
