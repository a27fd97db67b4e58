package dev.truemark.auth;

import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Arrays;
import java.util.Set;
import java.util.TreeSet;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Signs access tokens: {@code sub} is the user's id, {@code upn} the name, {@code groups} the roles, {@code scope}. */
@ApplicationScoped
class AccessTokens {
    private final CryptoPool pool;
    private final JwtKeys keys;
    private final String issuer;
    private final Duration ttl;
    private final Set<String> defaultScopes;

    AccessTokens(
            CryptoPool pool,
            JwtKeys keys,
            AuthConfig config,
            @ConfigProperty(name = "mp.jwt.verify.issuer") String issuer) {
        this.pool = pool;
        this.keys = keys;
        this.issuer = issuer;
        this.ttl = config.accessTokenTtl();
        this.defaultScopes = config.defaultScopes().orElse(Set.of());
    }

    Uni<String> issue(UserEntity user) {
        String scope = String.join(" ", scopesOf(user.scopes));
        return pool.run(() -> Jwt.issuer(issuer)
                .subject(user.id.toString())
                .upn(user.username)
                .groups(Set.of(user.roles))
                .claim("scope", scope)
                .expiresIn(ttl)
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .sign(keys.signing()));
    }

    /** What a user may do: the configured default and what was granted. */
    Set<String> scopesOf(String[] granted) {
        Set<String> all = new TreeSet<>(defaultScopes);
        all.addAll(Arrays.asList(granted));
        return all;
    }

    /** Whole seconds that a new token lives. */
    long ttlSeconds() {
        return ttl.toSeconds();
    }
}
