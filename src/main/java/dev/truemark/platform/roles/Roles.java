package dev.truemark.platform.roles;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import io.smallrye.config.WithName;
import java.util.Set;

/** The roles of this instance. */
@ConfigMapping(prefix = "truemark")
public interface Roles {
    /** Comma-separated: {@code api}, {@code ledger}, {@code market}, {@code analytics}, {@code stream}. */
    @WithName("roles")
    @WithDefault("api,ledger,market,analytics,stream")
    Set<Role> all();

    default boolean has(Role role) {
        return all().contains(role);
    }
}
