package dev.truemark.auth;

import io.quarkus.security.UnauthorizedException;
import io.quarkus.security.identity.SecurityIdentity;
import java.util.Set;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;

/**
 * Who is calling, by access token or by API key.
 *
 * @param id the user's id, the owner of what the call creates
 * @param username for logs and answers, never for authorisation
 * @param scopes what the caller may do beyond the user's own portfolios
 */
public record Caller(UUID id, String username, Set<String> scopes) {
    static final String ATTRIBUTE = "truemark.caller";

    public Caller {
        scopes = Set.copyOf(scopes);
    }

    public boolean may(String scope) {
        return scopes.contains(scope);
    }

    /**
     * The caller behind an authenticated identity, also outside of REST.
     *
     * @throws UnauthorizedException if the identity is anonymous or its token is not one of a user
     */
    public static Caller of(SecurityIdentity identity) {
        if (identity.getAttribute(ATTRIBUTE) instanceof Caller caller) {
            return caller;
        }
        if (identity.getPrincipal() instanceof JsonWebToken token) {
            return ofToken(token);
        }
        throw new UnauthorizedException("not authenticated");
    }

    private static Caller ofToken(JsonWebToken token) {
        try {
            String scope = token.getClaim("scope");
            Set<String> scopes = scope == null || scope.isBlank() ? Set.of() : Set.of(scope.split(" "));
            return new Caller(UUID.fromString(token.getSubject()), token.getName(), scopes);
        } catch (IllegalArgumentException | NullPointerException | ClassCastException e) {
            throw new UnauthorizedException("the token is not one of a user", e);
        }
    }
}
