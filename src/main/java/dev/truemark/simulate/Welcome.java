package dev.truemark.simulate;

import io.quarkus.runtime.LaunchMode;
import io.quarkus.vertx.http.HttpServer;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintStream;
import java.net.URI;
import java.time.Duration;

/** The first thing that a newcomer sees: where to go and how to get in. In development only, for it shows a password. */
@ApplicationScoped
class Welcome {
    private static final String TEXT = """

            ────────────────────────────────────────────────────────────
              Truemark is up:   %s
              log in with       %s / %s
              try the API at    %s
            ────────────────────────────────────────────────────────────
            """;
    private static final int MOST_ASKED = 20;

    private final PrintStream out = System.out;

    void print(URI base, String username, String password) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) out.print(text(base, username, password));
    }

    /** The server says that it listens a moment before its address can be asked for. */
    static Uni<URI> addressOf(HttpServer server) {
        return Uni.createFrom()
                .item(server::getLocalBaseUri)
                .onFailure()
                .retry()
                .withBackOff(Duration.ofMillis(20), Duration.ofMillis(500))
                .atMost(MOST_ASKED);
    }

    static String text(URI base, String username, String password) {
        return TEXT.formatted(base.resolve("/"), username, password, base.resolve("/q/swagger-ui"));
    }
}
