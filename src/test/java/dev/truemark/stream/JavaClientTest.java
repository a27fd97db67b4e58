package dev.truemark.stream;

import static dev.truemark.stream.Scene.trade;
import static dev.truemark.stream.Scene.transaction;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.client.ClientListener;
import dev.truemark.client.Filter;
import dev.truemark.client.PortfolioState;
import dev.truemark.client.Subscription;
import dev.truemark.client.SubscriptionListener;
import dev.truemark.client.TokenSource;
import dev.truemark.client.TruemarkClient;
import dev.truemark.client.TruemarkClient.State;
import dev.truemark.client.Unauthorized;
import dev.truemark.page.Lively;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import io.smallrye.jwt.algorithm.SignatureAlgorithm;
import io.smallrye.jwt.build.Jwt;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The Java client of docs/clients.md against the service, over a line that can be cut. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
@TestProfile(Lively.class)
class JavaClientTest {
    @TestHTTPResource("/")
    URI service;

    @Inject
    StreamMetrics metrics;

    @Inject
    Vertx vertx;

    private final CopyOnWriteArrayList<TokenSource.Reason> asked = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<String> states = new CopyOnWriteArrayList<>();
    private final CopyOnWriteArrayList<String> heard = new CopyOnWriteArrayList<>();
    private final AtomicLong verified = new AtomicLong(-1);
    private final ConcurrentHashMap<NetSocket, Boolean> lines = new ConcurrentHashMap<>();
    private Scene scene;
    private String apple;
    private NetServer proxy;

    @BeforeEach
    void aPortfolioBehindAProxy() {
        scene = new Scene().portfolio("JAVA");
        apple = scene.security("AAPL");
        scene.price(apple, "150", "EUR");
        scene.book("JAVA", 1, List.of(transaction("JAVA", "T1", "BUY", trade(apple, "10", "140", "EUR"))));
        proxy = vertx.createNetServer()
                .connectHandler(this::carry)
                .listen(0, "localhost")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
    }

    private void carry(NetSocket in) {
        in.pause();
        lines.put(in, true);
        var unused = vertx.createNetClient()
                .connect(service.getPort(), service.getHost())
                .onSuccess(out -> {
                    var there = in.pipeTo(out);
                    var back = out.pipeTo(in);
                });
    }

    private void cut() {
        for (NetSocket each : lines.keySet()) {
            lines.remove(each);
            var unused = each.close();
        }
    }

    @AfterEach
    void close() {
        proxy.close().toCompletionStage().toCompletableFuture().join();
        scene.close();
        await().atMost(Scene.PATIENCE)
                .untilAsserted(() -> assertThat(metrics.connections()).hasValue(0));
    }

    private String token(Duration lifetime) {
        return Jwt.issuer("https://truemark.dev")
                .subject(scene.user().id().toString())
                .upn("java")
                .claim("scope", "")
                .expiresAt(Instant.now().plus(lifetime))
                .jws()
                .algorithm(SignatureAlgorithm.RS256)
                .sign();
    }

    private TruemarkClient client(TokenSource tokens) {
        URI through = URI.create("http://localhost:" + proxy.actualPort());
        TokenSource noted = reason -> {
            asked.add(reason);
            return tokens.token(reason);
        };
        return new TruemarkClient(through, noted, new ClientListener() {
            @Override
            public void onState(State state, Optional<Duration> retryIn, String why) {
                states.add(state + " " + why);
            }
        });
    }

    private final class Noting implements SubscriptionListener {
        @Override
        public void onChange(PortfolioState state, JsonNode frame) {
            heard.add(frame.get("type").asText());
        }

        @Override
        public void onVerified(long seq, String stateHash) {
            verified.set(seq);
        }

        @Override
        public void onResync(String reason) {
            heard.add("resync " + reason);
        }

        @Override
        public void onError(String code, String detail) {
            heard.add("error " + code);
        }
    }

    private void awaitProvenPrice(Subscription live, String price) {
        await().atMost(Scene.PATIENCE)
                .until(() -> live.state()
                        .filter(state -> state.position(apple)
                                .filter(each -> each.path("price").asText().equals(price))
                                .isPresent())
                        .filter(state -> state.seq() == verified.get())
                        .isPresent());
    }

    @Test
    void itFoldsProvesRenewsItsTokenAndResumesAfterALostConnection() {
        Instant expires = Instant.now().plusSeconds(6);
        try (TruemarkClient client = client(reason -> reason == TokenSource.Reason.CONNECT && asked.size() == 1
                ? token(Duration.ofSeconds(6))
                : token(Duration.ofMinutes(5)))) {
            Subscription live = client.subscribe("JAVA", Filter.NONE, new Noting());
            awaitProvenPrice(live, "150");
            scene.price(apple, "151", "EUR");
            awaitProvenPrice(live, "151");
            await().atMost(Scene.PATIENCE).until(() -> Instant.now().isAfter(expires.plusSeconds(1)));
            assertThat(states).as("the token was renewed in place").containsExactly("CONNECTING ", "OPEN ");

            heard.clear();
            cut();
            await().atMost(Scene.PATIENCE).until(() -> states.stream().anyMatch(each -> each.startsWith("WAITING")));
            scene.price(apple, "152", "EUR");
            awaitProvenPrice(live, "152");
            assertThat(heard).as("it went on without a snapshot").isNotEmpty().containsOnly("delta");
            assertThat(states).endsWith("CONNECTING ", "OPEN ");
            assertThat(asked)
                    .containsExactly(
                            TokenSource.Reason.CONNECT, TokenSource.Reason.EXPIRES, TokenSource.Reason.CONNECT);
        }
        await().atMost(Scene.PATIENCE).until(() -> states.getLast().equals("CLOSED CLOSED"));
    }

    @Test
    void aTokenThatIsRefusedIsReplacedAndTheEndOfTokensIsTheEnd() {
        try (TruemarkClient client = client(reason -> {
            if (asked.size() > 2) throw new Unauthorized("logged out");
            return "rubbish";
        })) {
            Subscription live = client.subscribe("JAVA", Filter.NONE, new Noting());

            await().atMost(Scene.PATIENCE).until(() -> client.state() == State.CLOSED);
            assertThat(asked)
                    .containsExactly(
                            TokenSource.Reason.CONNECT, TokenSource.Reason.REFUSED, TokenSource.Reason.REFUSED);
            assertThat(live.state()).isEmpty();
        }
        await().atMost(Scene.PATIENCE).until(() -> states.getLast().equals("CLOSED UNAUTHORIZED"));
    }

    @Test
    void aPortfolioThatIsNotThereEndsItsSubscriptionAndNoOther() {
        try (TruemarkClient client = client(reason -> token(Duration.ofMinutes(5)))) {
            Subscription none = client.subscribe("NOBODYS", Filter.NONE, new Noting());
            Subscription live = client.subscribe("JAVA", Filter.NONE, new Noting());

            awaitProvenPrice(live, "150");
            assertThat(heard).contains("error NOT_FOUND");
            assertThat(none.state()).isEmpty();
        }
    }
}
