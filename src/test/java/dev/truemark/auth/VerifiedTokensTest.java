package dev.truemark.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import io.smallrye.jwt.auth.principal.JWTAuthContextInfo;
import io.smallrye.jwt.auth.principal.JWTCallerPrincipal;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.jwt.build.Jwt;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class VerifiedTokensTest {
    private static final Instant NOW = Instant.now();
    private final KeyPair keys = keys();
    private final JWTAuthContextInfo rules = new JWTAuthContextInfo(keys.getPublic(), "https://truemark.dev");
    private Clock clock = Clock.fixed(NOW, ZoneOffset.UTC);
    private final VerifiedTokens tokens = new VerifiedTokens(
            new SmallRyeConfigBuilder().withMapping(AuthConfig.class).build().getConfigMapping(AuthConfig.class),
            new Clock() {
                @Override
                public java.time.ZoneId getZone() {
                    return ZoneOffset.UTC;
                }

                @Override
                public Clock withZone(java.time.ZoneId zone) {
                    return this;
                }

                @Override
                public Instant instant() {
                    return clock.instant();
                }
            });

    private static KeyPair keys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(2048);
            return generator.generateKeyPair();
        } catch (NoSuchAlgorithmException e) {
            throw new AssertionError(e);
        }
    }

    private String token() {
        return Jwt.issuer("https://truemark.dev")
                .upn("somebody")
                .issuedAt(NOW)
                .expiresAt(NOW.plus(Duration.ofMinutes(30)))
                .sign(keys.getPrivate());
    }

    @Test
    void aTokenIsVerifiedOnceUntilItEnds() throws ParseException {
        String token = token();
        JWTCallerPrincipal first = tokens.parse(token, rules);

        assertThat(first.getName()).isEqualTo("somebody");
        assertThat(tokens.parse(token, rules)).isSameAs(first);
        clock = Clock.fixed(NOW.plus(Duration.ofMinutes(30)), ZoneOffset.UTC);
        assertThat(tokens.parse(token, rules)).isNotSameAs(first);
    }

    @Test
    void aFalseTokenIsRefusedHoweverOftenItComes() {
        KeyPair others = keys();
        String forged = Jwt.issuer("https://truemark.dev")
                .upn("somebody")
                .expiresAt(NOW.plus(Duration.ofMinutes(30)))
                .sign(others.getPrivate());

        for (int i = 0; i < 3; i++) {
            assertThatThrownBy(() -> tokens.parse(forged, rules)).isInstanceOf(ParseException.class);
        }
    }
}
