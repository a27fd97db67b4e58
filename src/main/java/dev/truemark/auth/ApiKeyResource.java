package dev.truemark.auth;

import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.FieldErrors;
import dev.truemark.platform.problem.ProblemException;
import io.quarkus.security.identity.SecurityIdentity;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.UUID;
import org.eclipse.microprofile.jwt.JsonWebToken;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jboss.resteasy.reactive.ResponseStatus;
import org.jboss.resteasy.reactive.RestPath;

@Path("/api/v1/auth/api-keys")
@Tag(name = "Identity")
@Produces(MediaType.APPLICATION_JSON)
class ApiKeyResource {
    private static final int PREFIX_CHARS = 11;
    private static final int MAX_NAME = 100;

    private final ApiKeyRepository keys;
    private final CurrentCaller current;
    private final SecurityIdentity identity;
    private final int most;
    private final Clock clock = Clock.systemUTC();

    ApiKeyResource(ApiKeyRepository keys, CurrentCaller current, SecurityIdentity identity, AuthConfig config) {
        this.keys = keys;
        this.current = current;
        this.identity = identity;
        this.most = config.maxApiKeys();
    }

    /** @param scopes what the key may do, of what its owner may; absent: nothing beyond the owner's portfolios */
    record NewKey(String name, Set<String> scopes, Instant expiresAt) {
        NewKey {
            scopes = scopes == null ? Set.of() : scopes;
        }

        void check(Caller owner, Instant now) {
            FieldErrors errors = new FieldErrors();
            errors.require(name != null && !name.isBlank(), "name", "REQUIRED", "A name is needed.");
            errors.require(name == null || name.length() <= MAX_NAME, "name", "TOO_LONG", "100 characters at most.");
            errors.require(
                    scopes.stream().allMatch(each -> each != null && owner.may(each)),
                    "scopes",
                    "NOT_YOURS",
                    "A key may have the scopes that you have, and no others.");
            errors.require(
                    expiresAt == null || expiresAt.isAfter(now), "expires_at", "IN_THE_PAST", "It would never serve.");
            errors.throwIfAny();
        }
    }

    record KeyView(UUID id, String name, String prefix, List<String> scopes, Instant createdAt, Instant expiresAt) {
        static KeyView of(ApiKeyEntity key) {
            return new KeyView(key.id, key.name, key.prefix, List.of(key.scopes), key.createdAt, key.expiresAt);
        }
    }

    record KeysView(List<KeyView> items, String nextCursor) {}

    /** @param key the secret, shown this once */
    record CreatedKey(
            UUID id,
            String name,
            String prefix,
            List<String> scopes,
            Instant createdAt,
            Instant expiresAt,
            String key) {}

    @GET
    public Uni<KeysView> list() {
        return keys.of(current.caller().id())
                .map(found -> new KeysView(found.stream().map(KeyView::of).toList(), null));
    }

    @POST
    @ResponseStatus(201)
    @Consumes(MediaType.APPLICATION_JSON)
    public Uni<CreatedKey> create(NewKey wanted) {
        requireToken();
        Caller caller = current.caller();
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        wanted.check(caller, now);
        Secret secret = Secret.random("tm_");
        return keys.insert(entity(caller, wanted, secret, now), most)
                .map(made -> made.orElseThrow(() -> new ProblemException(
                        AuthProblems.TOO_MANY_API_KEYS, "Revoke one of your " + most + " keys first.")))
                .map(KeyView::of)
                .map(key -> new CreatedKey(
                        key.id(),
                        key.name(),
                        key.prefix(),
                        key.scopes(),
                        key.createdAt(),
                        key.expiresAt(),
                        secret.text()));
    }

    @DELETE
    @Path("{id}")
    public Uni<Void> revoke(@RestPath UUID id) {
        requireToken();
        return keys.remove(current.caller().id(), id)
                .invoke(removed -> {
                    if (!removed) {
                        throw ProblemException.notFound("You have no such key.");
                    }
                })
                .replaceWithVoid();
    }

    /** A stolen key must not outlive its revocation by another that it made. */
    private void requireToken() {
        if (!(identity.getPrincipal() instanceof JsonWebToken)) {
            throw new ProblemException(CommonProblems.FORBIDDEN, "API keys are managed with an access token only.");
        }
    }

    private static ApiKeyEntity entity(Caller caller, NewKey wanted, Secret secret, Instant now) {
        ApiKeyEntity key = new ApiKeyEntity();
        key.id = UUID.randomUUID();
        key.userId = caller.id();
        key.name = wanted.name();
        key.prefix = secret.text().substring(0, PREFIX_CHARS);
        key.keyHash = secret.hash();
        key.scopes = new TreeSet<>(wanted.scopes()).toArray(String[]::new);
        key.createdAt = now;
        key.expiresAt = wanted.expiresAt();
        return key;
    }
}
