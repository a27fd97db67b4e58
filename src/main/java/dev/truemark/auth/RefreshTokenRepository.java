package dev.truemark.auth;

import io.quarkus.hibernate.reactive.panache.PanacheRepositoryBase;
import io.quarkus.hibernate.reactive.panache.common.WithTransaction;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.UUID;

/** Refresh tokens in the database; every public method is one transaction. */
@ApplicationScoped
class RefreshTokenRepository implements PanacheRepositoryBase<RefreshTokenEntity, UUID> {
    private final Duration ttl;
    private final Clock clock = Clock.systemUTC();

    RefreshTokenRepository(AuthConfig config) {
        this.ttl = config.refreshTokenTtl();
    }

    /** What became of a token that was handed in. An outcome and no failure, so that a revocation commits. */
    sealed interface Rotation {
        record Rotated(UUID userId, Secret next) implements Rotation {}

        /** It had been used or revoked before; its whole family has no force any more. */
        record Reused() implements Rotation {}

        record Unknown() implements Rotation {}
    }

    /** The first token of a login. Clears away what the user has left to expire. */
    @WithTransaction
    public Uni<Secret> start(UUID userId) {
        return delete("userId = ?1 and expiresAt < ?2", userId, now())
                .chain(ignored -> issue(userId, UUID.randomUUID()));
    }

    /** Exchanges a token for the next of its family; of two that hand in the same one, one is refused. */
    @WithTransaction
    public Uni<Rotation> rotate(Secret given) {
        byte[] hash = given.hash();
        return update(
                        "usedAt = ?1 where tokenHash = ?2 and usedAt is null and revokedAt is null and expiresAt > ?1",
                        now(),
                        hash)
                .chain(used -> find("tokenHash", hash).firstResult().chain(token -> next(used == 1, token)));
    }

    /** Ends the login that a token belongs to, if it is that user's. */
    @WithTransaction
    public Uni<Void> revoke(UUID userId, Secret given) {
        return find("tokenHash = ?1 and userId = ?2", given.hash(), userId)
                .firstResult()
                .chain(token -> token == null ? Uni.createFrom().voidItem() : revokeFamily(token));
    }

    private Uni<Rotation> next(boolean fresh, RefreshTokenEntity token) {
        if (token == null) {
            return Uni.createFrom().item(new Rotation.Unknown());
        }
        if (fresh) {
            return issue(token.userId, token.familyId).map(secret -> new Rotation.Rotated(token.userId, secret));
        }
        if (token.usedAt == null && token.revokedAt == null) {
            return Uni.createFrom().item(new Rotation.Unknown());
        }
        return revokeFamily(token).replaceWith(new Rotation.Reused());
    }

    private Uni<Void> revokeFamily(RefreshTokenEntity token) {
        return update("revokedAt = ?1 where familyId = ?2 and revokedAt is null", now(), token.familyId)
                .replaceWithVoid();
    }

    private Uni<Secret> issue(UUID userId, UUID familyId) {
        Secret secret = Secret.random("");
        RefreshTokenEntity token = new RefreshTokenEntity();
        token.id = UUID.randomUUID();
        token.familyId = familyId;
        token.userId = userId;
        token.tokenHash = secret.hash();
        token.createdAt = now();
        token.expiresAt = token.createdAt.plus(ttl);
        return persistAndFlush(token).replaceWith(secret);
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
