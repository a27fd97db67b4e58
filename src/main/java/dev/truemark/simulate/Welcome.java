package dev.truemark.simulate;

import io.quarkus.runtime.LaunchMode;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.PrintStream;
import java.net.URI;

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
    private final PrintStream out = System.out;

    void print(URI base, String username, String password) {
        if (LaunchMode.current() == LaunchMode.DEVELOPMENT) out.print(text(base, username, password));
    }

    static String text(URI base, String username, String password) {
        return TEXT.formatted(base.resolve("/"), username, password, base.resolve("/q/swagger-ui"));
    }
}
