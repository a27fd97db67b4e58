package dev.truemark.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PasswordHashTest {
    private static final byte[] SALT = "somesalt".getBytes(StandardCharsets.UTF_8);
    /** The reference implementation's own test: src/test.c of P-H-C/phc-winner-argon2, Argon2id, version 0x13. */
    private static final String REFERENCE =
            "$argon2id$v=19$m=65536,t=2,p=1$c29tZXNhbHQ$CTFhFdXPJO1aFaMaO6Mm5c8y7cJHAph8ArZWb2GRPPc";

    @Test
    void agreesWithTheReferenceImplementation() {
        PasswordHash hash = PasswordHash.of("password", SALT, 65536, 2);
        assertThat(HexFormat.of().formatHex(hash.hash()))
                .isEqualTo("09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7");
        assertThat(hash.phc()).isEqualTo(REFERENCE);
    }

    @Test
    void aStoredHashMatchesItsPasswordOnly() {
        PasswordHash stored = PasswordHash.parse(REFERENCE);
        assertThat(stored.matches("password")).isTrue();
        assertThat(stored.matches("Password")).isFalse();
        assertThat(stored.matches("")).isFalse();
    }

    /** OWASP Password Storage Cheat Sheet: Argon2id with 19 MiB, 2 passes, 1 lane; tests of the service run with less. */
    @Test
    void theCostsAreTheRecommendedOnesUnlessToldOtherwise() {
        AuthConfig.Passwords costs = new SmallRyeConfigBuilder()
                .withMapping(AuthConfig.class)
                .build()
                .getConfigMapping(AuthConfig.class)
                .passwords();

        assertThat(costs.memoryKib()).isEqualTo(19 * 1024);
        assertThat(costs.passes()).isEqualTo(2);
    }

    @Test
    void theSamePasswordComposedDifferentlyMatches() {
        PasswordHash composed = PasswordHash.of("caf\u00e9 au lait", SALT, 64, 1);
        assertThat(composed.matches("cafe\u0301 au lait")).isTrue();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "password",
                "$argon2i$v=19$m=64,t=1,p=1$c29tZXNhbHQ$AAAA",
                "$argon2id$v=16$m=64,t=1,p=1$c29tZXNhbHQ$AAAA",
                "$argon2id$v=19$m=64,t=1,p=4$c29tZXNhbHQ$AAAA",
                "$argon2id$v=19$m=99999999,t=1,p=1$c29tZXNhbHQ$AAAA"
            })
    void whatIsNoHashOfOursIsRefused(String text) {
        assertThatThrownBy(() -> PasswordHash.parse(text)).isInstanceOf(IllegalArgumentException.class);
    }
}
