package dev.truemark.platform.readiness;

import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Answers {@code /health} and {@code /metrics} at the root as well as under {@code /q}. */
@ApplicationScoped
class RootPaths {
    private static final int BEFORE_OTHERS = -10;

    void register(@Observes Router router) {
        for (String path : new String[] {"/health", "/health/live", "/health/ready", "/health/started", "/metrics"}) {
            router.get(path).order(BEFORE_OTHERS).handler(RootPaths::reroute);
        }
    }

    private static void reroute(RoutingContext context) {
        context.reroute("/q" + context.normalizedPath());
    }
}
