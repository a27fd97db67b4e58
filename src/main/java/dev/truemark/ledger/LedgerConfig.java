package dev.truemark.ledger;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How the ledger stage books. */
@ConfigMapping(prefix = "truemark.ledger")
interface LedgerConfig {
    /** Whose a bare Kafka record is: a user's id or name. Without it a record that names no owner is a dead letter. */
    Optional<String> defaultOwner();

    /** How far back the sweep looks for rates and instruments whose arrival was missed. */
    @WithDefault("PT5M")
    Duration healingWindow();
}
