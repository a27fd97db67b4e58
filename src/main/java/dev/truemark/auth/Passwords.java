package dev.truemark.auth;

import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.security.SecureRandom;
import java.util.Optional;

/** Makes and checks password hashes, off the event loop. */
@ApplicationScoped
class Passwords {
    private final CryptoPool pool;
    private final AuthConfig.Passwords costs;
    private final SecureRandom random = new SecureRandom();
    /** What an unknown user's password is checked against, so that the answer takes as long. */
    private final PasswordHash nobody;

    Passwords(CryptoPool pool, AuthConfig config) {
        this.pool = pool;
        this.costs = config.passwords();
        this.nobody = new PasswordHash(costs.memoryKib(), costs.passes(), salt(), new byte[32]);
    }

    /** A new hash in PHC format. */
    Uni<String> hash(String password) {
        return pool.run(() -> PasswordHash.of(password, salt(), costs.memoryKib(), costs.passes())
                .phc());
    }

    /** False for a wrong password, and after as much work for no user at all. */
    Uni<Boolean> matches(String password, Optional<String> phc) {
        return pool.run(() -> {
            boolean same = phc.map(PasswordHash::parse).orElse(nobody).matches(password);
            return same && phc.isPresent();
        });
    }

    private byte[] salt() {
        byte[] salt = new byte[PasswordHash.SALT_BYTES];
        random.nextBytes(salt);
        return salt;
    }
}
