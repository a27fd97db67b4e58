package dev.truemark.simulate;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Optional;

/** A user to try things out with. On in development, off elsewhere. */
@ConfigMapping(prefix = "truemark.demo")
interface DemoConfig {
    /** Makes the user at start-up, if there is none of that name. */
    @WithDefault("false")
    boolean enabled();

    @WithDefault("demo")
    String username();

    @WithDefault("demo@example.org")
    String email();

    /** Of a new user; an existing one keeps its own. No default outside of development: start-up aborts without one. */
    Optional<String> password();
}
