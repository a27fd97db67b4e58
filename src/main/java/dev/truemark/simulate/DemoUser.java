package dev.truemark.simulate;

import dev.truemark.auth.Users;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.vertx.VertxContextSupport;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.interceptor.Interceptor;
import java.util.Set;
import org.jboss.logging.Logger;

/** Makes the demo user where that is asked for, and in development says how to log in. */
@ApplicationScoped
class DemoUser {
    private static final Logger LOG = Logger.getLogger(DemoUser.class);
    /** Whoever may write the market in the demo may try every path of the interface. */
    private static final Set<String> SCOPES = Set.of("market:write");

    private final DemoConfig config;
    private final Users users;
    private final Welcome welcome;

    DemoUser(DemoConfig config, Users users, Welcome welcome) {
        this.config = config;
        this.users = users;
        this.welcome = welcome;
    }

    /** Before the simulator looks for it. */
    void ensure(@Observes @Priority(Interceptor.Priority.APPLICATION) StartupEvent started) throws Throwable {
        if (!config.enabled()) return;
        String password = password();
        var id = VertxContextSupport.subscribeAndAwait(
                () -> users.ensure(config.username(), config.email(), password, SCOPES));
        LOG.debugf("demo user ready: userId=%s", id);
    }

    /** Once the server listens, so that the address is the one that it has. */
    void greet(@ObservesAsync HttpServerStart started, HttpServer server) {
        if (!config.enabled()) return;
        String password = password();
        Welcome.addressOf(server)
                .subscribe()
                .with(
                        base -> welcome.print(base, config.username(), password),
                        unknown -> LOG.warnf("no address to greet with: reason=%s", unknown.toString()));
    }

    private String password() {
        return config.password()
                .orElseThrow(
                        () -> new IllegalStateException(
                                "Set truemark.demo.password: the demo user has no password of its own outside of development."));
    }
}
