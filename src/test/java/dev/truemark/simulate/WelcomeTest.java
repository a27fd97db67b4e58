package dev.truemark.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import org.junit.jupiter.api.Test;

class WelcomeTest {

    @Test
    void itSaysWhereToGoAndHowToGetIn() {
        assertThat(Welcome.text(URI.create("http://localhost:8180"), "demo", "truemark-demo"))
                .contains("http://localhost:8180/\n", "demo / truemark-demo", "http://localhost:8180/q/swagger-ui");
    }
}
