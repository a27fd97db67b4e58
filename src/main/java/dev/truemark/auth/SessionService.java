package dev.truemark.auth;

import dev.truemark.auth.RefreshTokenRepository.Rotation;
import dev.truemark.platform.problem.ProblemException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;

/** Logins: a short access token, and refresh tokens that serve once each. */
@ApplicationScoped
class SessionService {
    private final Users users;
    private final UserRepository userRepository;
    private final RefreshTokenRepository refreshTokens;
    private final AccessTokens accessTokens;
    private final LoginLimit limit;

    SessionService(
            Users users,
            UserRepository userRepository,
            RefreshTokenRepository refreshTokens,
            AccessTokens accessTokens,
            LoginLimit limit) {
        this.users = users;
        this.userRepository = userRepository;
        this.refreshTokens = refreshTokens;
        this.accessTokens = accessTokens;
        this.limit = limit;
    }

    /** What a client keeps after a login; {@code expiresIn} in seconds. */
    record Tokens(String accessToken, String refreshToken, String tokenType, long expiresIn) {
        @Override
        public String toString() {
            return "Tokens[…]";
        }
    }

    /** Fails with INVALID_CREDENTIALS, or TOO_MANY_LOGINS for a name and an address that failed too often. */
    Uni<Tokens> login(Credentials credentials, String address) {
        credentials.check();
        String key = credentials.limitKey(address);
        limit.attempt(key);
        return users.authenticate(credentials).chain(user -> {
            limit.succeeded(key);
            return refreshTokens.start(user.id).chain(refresh -> tokens(user, refresh));
        });
    }

    /** Fails with INVALID_REFRESH_TOKEN, or REFRESH_TOKEN_REUSED after which every token of that login is void. */
    Uni<Tokens> refresh(Secret given) {
        return refreshTokens.rotate(given).chain(rotation -> switch (rotation) {
            case Rotation.Rotated(UUID userId, Secret next) ->
                activeUser(userId).chain(user -> tokens(user, next));
            case Rotation.Reused() ->
                failure(AuthProblems.REFRESH_TOKEN_REUSED, "Every token of this login is revoked. Log in again.");
            case Rotation.Unknown() -> failure(AuthProblems.INVALID_REFRESH_TOKEN, "Log in again.");
        });
    }

    Uni<Void> logout(Caller caller, Secret given) {
        return refreshTokens.revoke(caller.id(), given);
    }

    private Uni<UserEntity> activeUser(UUID id) {
        return userRepository
                .byId(id)
                .map(found -> found.filter(user -> user.active)
                        .orElseThrow(() -> new ProblemException(AuthProblems.INVALID_REFRESH_TOKEN, "Log in again.")));
    }

    private Uni<Tokens> tokens(UserEntity user, Secret refresh) {
        return accessTokens
                .issue(user)
                .map(access -> new Tokens(access, refresh.text(), "Bearer", accessTokens.ttlSeconds()));
    }

    private static Uni<Tokens> failure(AuthProblems type, String detail) {
        return Uni.createFrom().failure(new ProblemException(type, detail));
    }
}
