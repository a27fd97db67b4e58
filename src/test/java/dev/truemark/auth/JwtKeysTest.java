package dev.truemark.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.util.Base64;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JwtKeysTest {
    @TempDir
    Path folder;

    private static KeyPair pair(int bits) throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(bits);
        return generator.generateKeyPair();
    }

    private Optional<String> pem(String name, String kind, byte[] der) throws IOException {
        Path file = folder.resolve(name);
        Files.writeString(
                file,
                "-----BEGIN " + kind + "-----\n" + Base64.getMimeEncoder().encodeToString(der) + "\n-----END " + kind
                        + "-----\n");
        return Optional.of(file.toUri().toString());
    }

    private Optional<String> privatePem(KeyPair pair) throws IOException {
        return pem("private.pem", "PRIVATE KEY", pair.getPrivate().getEncoded());
    }

    private Optional<String> publicPem(KeyPair pair) throws IOException {
        return pem("public.pem", "PUBLIC KEY", pair.getPublic().getEncoded());
    }

    @Test
    void aPairOf2048BitsServes() throws Exception {
        KeyPair pair = pair(2048);
        JwtKeys keys = new JwtKeys(privatePem(pair), publicPem(pair));
        keys.load();
        assertThat(keys.signing()).isEqualTo(pair.getPrivate());
    }

    @Test
    void startUpAbortsWithoutKeysAndNamesTheProperty() throws Exception {
        KeyPair pair = pair(2048);
        assertAborts(new JwtKeys(Optional.empty(), publicPem(pair)), "Set smallrye.jwt.sign.key.location");
        assertAborts(new JwtKeys(privatePem(pair), Optional.of(" ")), "Set mp.jwt.verify.publickey.location");
    }

    @Test
    void startUpAbortsOnKeysThatCannotServe() throws Exception {
        KeyPair pair = pair(2048);
        KeyPair small = pair(1024);
        assertAborts(new JwtKeys(Optional.of("file:/nowhere.pem"), publicPem(pair)), "cannot be read");
        assertAborts(new JwtKeys(pem("junk.pem", "PRIVATE KEY", new byte[] {1}), publicPem(pair)), "cannot be read");
        assertAborts(new JwtKeys(privatePem(small), publicPem(small)), "2048 bits");
        assertAborts(new JwtKeys(privatePem(pair), publicPem(pair(2048))), "not a pair");
    }

    private static void assertAborts(JwtKeys keys, String why) {
        assertThatThrownBy(keys::load).isInstanceOf(IllegalStateException.class).hasMessageContaining(why);
    }
}
