package dev.truemark.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.servers.Restricted;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.arc.Arc;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.http.WebSocketHandshakeException;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An instance that leaves the stream to others. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(Restricted.class)
class WithoutStreamTest {
    @TestHTTPResource("/api/v1/ws")
    URI http;

    @Test
    void aSocketIsNotServedAndNoHubIsThere() {
        URI ws = URI.create(http.toString().replaceFirst("^http", "ws"));
        String token = Jwt.issuer("https://truemark.dev")
                .subject(UUID.randomUUID().toString())
                .upn("somebody")
                .claim("scope", "")
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .sign();

        assertThatThrownBy(() -> WsClient.withToken(ws, token))
                .cause()
                .isInstanceOfSatisfying(
                        WebSocketHandshakeException.class,
                        refused ->
                                assertThat(refused.getResponse().statusCode()).isEqualTo(503));
        assertThat(Arc.container()
                        .getActiveContext(Singleton.class)
                        .getState()
                        .getContextualInstances()
                        .keySet())
                .noneMatch(bean -> bean.getTypes().contains(Hub.class));
    }
}
