package dev.truemark.stream;

import dev.truemark.auth.Caller;
import io.quarkus.security.identity.SecurityIdentity;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who opened a connection.
 *
 * @param expiresAt of the access token; empty for an API key
 */
record Visitor(Caller caller, Optional<Instant> expiresAt) {

    /** @throws io.quarkus.security.UnauthorizedException if nobody is authenticated */
    static Visitor of(SecurityIdentity identity) {
        Optional<Instant> expiry = identity.getPrincipal() instanceof JsonWebToken token
                ? Optional.of(Instant.ofEpochSecond(token.getExpirationTime()))
                : Optional.empty();
        return new Visitor(Caller.of(identity), expiry);
    }
}
