package dev.truemark.market;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Says what quotes do without. None of it keeps the instance from its work, so it is always up. */
@Readiness
@ApplicationScoped
class QuoteHealth implements HealthCheck {
    private final QuoteBook book;
    private final QuoteCache cache;

    QuoteHealth(QuoteBook book, QuoteCache cache) {
        this.book = book;
        this.cache = cache;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("quotes")
                .up()
                .withData("book", book.isReady() ? book.isFull() ? "full" : "ready" : "loading")
                .withData("redis", cache.isAway() ? "degraded" : "up")
                .build();
    }
}
