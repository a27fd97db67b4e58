package dev.truemark.auth;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

@ConfigMapping(prefix = "truemark.auth")
interface AuthConfig {
    /** How long an access token is honoured; a deactivated user keeps it until then. */
    @WithDefault("PT30M")
    Duration accessTokenTtl();

    /** How long a refresh token may wait for its use. */
    @WithDefault("P14D")
    Duration refreshTokenTtl();

    /** Access tokens whose verified content is remembered until they end; another one is verified again with each use. */
    @WithDefault("10000")
    int verifiedTokens();

    /** Scopes that every user has. None by default; in development everybody writes the market. */
    Optional<Set<String>> defaultScopes();

    /** Keys that one user may have at a time. */
    @WithDefault("20")
    int maxApiKeys();

    Passwords passwords();

    LoginLimit loginLimit();

    /** Costs of a password hash; a stored hash keeps the costs that it was made with. */
    interface Passwords {
        @WithDefault("19456")
        int memoryKib();

        @WithDefault("2")
        int passes();

        /** Threads that hash and sign; each holds {@link #memoryKib} while it works. */
        @WithDefault("2")
        int threads();

        /** Logins that may wait for a thread; one more is refused with 503. */
        @WithDefault("64")
        int queue();
    }

    /** Failed logins per user name and address. */
    interface LoginLimit {
        @WithDefault("10")
        int attempts();

        @WithDefault("PT1M")
        Duration window();

        /** Pairs of name and address that are remembered; beyond that the oldest is forgotten. */
        @WithDefault("10000")
        int buckets();
    }
}
