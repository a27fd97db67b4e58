package dev.truemark.platform.roles;

import io.smallrye.config.ConfigSourceContext;
import io.smallrye.config.ConfigSourceFactory;
import io.smallrye.config.ConfigValue;
import io.smallrye.config.PropertiesConfigSource;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.spi.ConfigSource;

/** Turns off the Kafka channels of the roles that {@code truemark.roles} does not name. */
public final class RoleChannels implements ConfigSourceFactory {
    private static final int BELOW_ENVIRONMENT = 275;

    @Override
    public Iterable<ConfigSource> getConfigSources(ConfigSourceContext context) {
        ConfigValue roles = context.getValue("truemark.roles");
        if (roles == null || roles.getValue() == null || roles.getValue().isBlank()) return List.of();
        return List.of(new PropertiesConfigSource(offWithout(roles.getValue()), "truemark roles", BELOW_ENVIRONMENT));
    }

    /** The properties that leave an instance of {@code roles} without the channels of all others. */
    static Map<String, String> offWithout(String roles) {
        Set<String> named = Arrays.stream(roles.split(","))
                .map(role -> role.trim().toUpperCase(Locale.ROOT))
                .collect(Collectors.toSet());
        Map<String, String> off = new HashMap<>();
        for (Role role : Role.values()) {
            if (named.contains(role.name())) continue;
            for (String channel : role.channels()) off.put("mp.messaging.incoming." + channel + ".enabled", "false");
        }
        return off;
    }

    @Override
    public OptionalInt getPriority() {
        return OptionalInt.of(BELOW_ENVIRONMENT);
    }
}
