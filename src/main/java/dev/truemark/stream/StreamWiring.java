package dev.truemark.stream;

import dev.truemark.alert.AlertEvents;
import io.quarkus.security.runtime.QuarkusSecurityIdentity;
import io.smallrye.jwt.auth.principal.JWTParser;
import io.smallrye.jwt.auth.principal.ParseException;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Disposes;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Puts the hub together: its thread, its market, its books and its clock. */
@ApplicationScoped
class StreamWiring {
    private static final int RADIX = 36;

    @Produces
    @Singleton
    SerialThread thread() {
        return new SerialThread("truemark-hub");
    }

    void stop(@Disposes SerialThread thread) {
        thread.close();
    }

    @Produces
    @Singleton
    Hub hub(
            SerialThread thread,
            LiveMarket market,
            LiveBooksSource source,
            DaySource days,
            FigureViews views,
            Clock clock,
            StreamConfig config,
            StreamMetrics metrics) {
        SecureRandom random = new SecureRandom();
        return new Hub(
                thread,
                market,
                source,
                days,
                views,
                clock,
                () -> Long.toUnsignedString(random.nextLong(), RADIX),
                config.checked().heartbeat(),
                config.linger(),
                metrics);
    }

    @Produces
    @Singleton
    Tokens tokens(JWTParser parser) {
        return token -> Uni.createFrom().item(() -> {
            try {
                return Visitor.of(QuarkusSecurityIdentity.builder()
                        .setPrincipal(parser.parse(token))
                        .build());
            } catch (ParseException refused) {
                throw new SecurityException("not a valid token", refused);
            }
        });
    }

    @Produces
    @Singleton
    AlertFeed alerts(AlertEvents events, SerialThread thread, StreamConfig config) {
        return new AlertFeed(
                new AlertFeed.Events() {
                    @Override
                    public Uni<Map<UUID, Long>> newest(Collection<UUID> portfolios) {
                        return events.newest(portfolios);
                    }

                    @Override
                    public Uni<List<AlertEvents.Told>> after(UUID portfolio, long seq, int limit) {
                        return events.after(portfolio, seq, limit);
                    }
                },
                thread,
                config.checked().alertsEvery().toNanos());
    }

    @Produces
    @Singleton
    Surroundings surroundings(
            Hub hub,
            Replays replays,
            SerialThread thread,
            LiveBooksSource source,
            AlertFeed alerts,
            Tokens tokens,
            StreamConfig config,
            StreamMetrics metrics,
            Clock clock) {
        return new Surroundings(hub, replays, thread, source, alerts, tokens, config, metrics, clock);
    }
}
