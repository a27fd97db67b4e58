package dev.truemark.stream;

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
            FigureViews views,
            Clock clock,
            StreamConfig config,
            StreamMetrics metrics) {
        SecureRandom random = new SecureRandom();
        return new Hub(
                thread,
                market,
                source,
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
    Surroundings surroundings(
            Hub hub,
            Replays replays,
            SerialThread thread,
            LiveBooksSource source,
            Tokens tokens,
            StreamConfig config,
            StreamMetrics metrics,
            Clock clock) {
        return new Surroundings(hub, replays, thread, source, tokens, config, metrics, clock);
    }
}
