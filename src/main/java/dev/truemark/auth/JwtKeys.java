package dev.truemark.auth;

import io.quarkus.runtime.StartupEvent;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.util.KeyUtils;
import io.smallrye.jwt.util.ResourceUtils;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Inject;
import java.io.IOException;
import java.security.GeneralSecurityException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.RSAKey;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The key pair of the access tokens. Read once at start-up, which aborts without a pair of at least 2048 bits, so that
 * no instance serves that can neither sign nor check a token.
 */
@ApplicationScoped
class JwtKeys {
    private static final String SIGN = "smallrye.jwt.sign.key.location";
    private static final String VERIFY = "mp.jwt.verify.publickey.location";
    private static final int MIN_BITS = 2048;
    private static final byte[] PROBE = {1, 2, 3};
    private static final int FIRST = 1;

    private final Optional<String> signLocation;
    private final Optional<String> verifyLocation;
    private volatile PrivateKey signing;

    @Inject
    JwtKeys(
            @ConfigProperty(name = SIGN) Optional<String> signLocation,
            @ConfigProperty(name = VERIFY) Optional<String> verifyLocation) {
        this.signLocation = signLocation;
        this.verifyLocation = verifyLocation;
    }

    void check(@Observes @Priority(FIRST) StartupEvent start) {
        load();
    }

    /** @throws IllegalStateException saying what to configure, if the keys cannot serve */
    void load() {
        String sign = required(SIGN, signLocation);
        String verify = required(VERIFY, verifyLocation);
        PrivateKey key = read(
                SIGN, sign, () -> KeyUtils.decodePrivateKey(KeyUtils.readKeyContent(sign), SignatureAlgorithm.RS256));
        requireLength(SIGN, sign, key);
        if (!verify.startsWith(ResourceUtils.HTTP_BASED_SCHEME)) {
            PublicKey known = read(
                    VERIFY,
                    verify,
                    () -> KeyUtils.decodePublicKey(KeyUtils.readKeyContent(verify), SignatureAlgorithm.RS256));
            requireLength(VERIFY, verify, known);
            requirePair(key, known);
        }
        signing = key;
    }

    PrivateKey signing() {
        return signing;
    }

    private static String required(String property, Optional<String> location) {
        return location.filter(each -> !each.isBlank())
                .orElseThrow(() -> new IllegalStateException("Set " + property
                        + " to the location of a PEM file: access tokens are signed with an RSA key of your own."));
    }

    private interface Reading<K> {
        K key() throws IOException, GeneralSecurityException;
    }

    private static <K> K read(String property, String location, Reading<K> reading) {
        try {
            K key = reading.key();
            if (key != null) {
                return key;
            }
        } catch (IOException | GeneralSecurityException | RuntimeException e) {
            throw new IllegalStateException(unreadable(property, location), e);
        }
        throw new IllegalStateException(unreadable(property, location));
    }

    private static String unreadable(String property, String location) {
        return property + " = " + location + " cannot be read as an RSA key in PEM format.";
    }

    private static void requireLength(String property, String location, Object key) {
        if (!(key instanceof RSAKey rsa) || rsa.getModulus().bitLength() < MIN_BITS) {
            throw new IllegalStateException(property + " = " + location + " must be an RSA key of 2048 bits or more.");
        }
    }

    private static void requirePair(PrivateKey key, PublicKey known) {
        boolean pair;
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(key);
            signer.update(PROBE);
            byte[] signature = signer.sign();
            signer.initVerify(known);
            signer.update(PROBE);
            pair = signer.verify(signature);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keys of " + SIGN + " and " + VERIFY + " cannot be used.", e);
        }
        if (!pair) {
            throw new IllegalStateException("The keys of " + SIGN + " and " + VERIFY + " are not a pair.");
        }
    }
}
