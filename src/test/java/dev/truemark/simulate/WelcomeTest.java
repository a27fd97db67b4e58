package dev.truemark.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import io.quarkus.vertx.http.HttpServer;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class WelcomeTest {
    private static final URI ADDRESS = URI.create("http://localhost:8180");

    @Test
    void itSaysWhereToGoAndHowToGetIn() {
        assertThat(Welcome.text(ADDRESS, "demo", "truemark-demo"))
                .contains("http://localhost:8180/\n", "demo / truemark-demo", "http://localhost:8180/q/swagger-ui");
    }

    @Test
    void anAddressThatIsNotKnownYetIsAskedForAgain() {
        HttpServer server = new Starting(3);

        assertThat(Welcome.addressOf(server).await().atMost(Duration.ofSeconds(30)))
                .isEqualTo(ADDRESS);
    }

    /** Listens, and knows its address when it is asked for the n-th time. */
    private static final class Starting implements HttpServer {
        private final AtomicInteger left;

        Starting(int asked) {
            left = new AtomicInteger(asked);
        }

        @Override
        public URI getLocalBaseUri() {
            if (left.decrementAndGet() > 0) throw new IllegalStateException("not yet");
            return ADDRESS;
        }

        @Override
        public int getPort() {
            return ADDRESS.getPort();
        }

        @Override
        public int getSecurePort() {
            return -1;
        }

        @Override
        public int getManagementPort() {
            return -1;
        }
    }
}
