package dev.truemark.provider;

import dev.truemark.provider.Turns.Task;
import dev.truemark.provider.Turns.Turn;
import io.quarkus.vertx.VertxContextSupport;
import io.smallrye.mutiny.Uni;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Takes the turns that are due, if no other instance does.
 *
 * <p><b>Failure.</b> A provider that fails is left alone, by all instances, for twice as long each time, and never for less
 * than it asked for; the first request after that decides.
 */
final class ProviderRun {
    private static final Logger LOG = Logger.getLogger(ProviderRun.class);
    /** A turn stops after that, and the next one goes on at once. */
    private static final Duration LONGEST = Duration.ofMinutes(1);
    /** For what is not asked of the provider: PostgreSQL, and the broker's acknowledgement. */
    private static final Duration OURS = Duration.ofMinutes(1);
    /** What a provider may ask for; more is a mistake. */
    private static final Duration LONGEST_ASKED = Duration.ofDays(1);

    private final Refresh refresh;
    private final Turns turns;
    private final HeldSecurities securities;
    private final Consumer<Collection<String>> warm;
    private final ProviderConfig config;
    private final ProviderMetrics metrics;
    private final Clock clock;
    /** Where the next turn goes on if this one fails: past the security that may be the cause. */
    private Optional<String> pastFailure = Optional.empty();

    /** @param warm takes symbols whose quotes are to be at hand */
    ProviderRun(
            Refresh refresh,
            Turns turns,
            HeldSecurities securities,
            Consumer<Collection<String>> warm,
            ProviderConfig config,
            ProviderMetrics metrics,
            Clock clock) {
        this.refresh = refresh;
        this.turns = turns;
        this.securities = securities;
        this.warm = warm;
        this.config = config;
        this.metrics = metrics;
        this.clock = clock;
    }

    /** Every task that is due, once. */
    void takeTurns() {
        turn(Task.QUOTES, config.quotesEvery());
        if (config.historyDays() > 0) turn(Task.HISTORY, config.historyEvery());
    }

    /** Quotes of what is held are written to Redis, of those that the book has. */
    void warm() {
        warm(await(() -> securities.all(config.maxSecurities(), config.symbols())));
    }

    private void warm(List<Held> held) {
        warm.accept(held.stream().map(Held::priceSymbol).toList());
    }

    private void turn(Task task, Duration every) {
        Optional<Turn> taken = await(() -> turns.take(config.source(), task, lease(config)));
        if (taken.isEmpty()) return;
        Turn turn = taken.get();
        try {
            pastFailure = turn.resumeAfter();
            refresh.begin(turn.failures() > 0);
            Optional<String> stopped = work(turn);
            end(turn, stopped.isPresent() ? Duration.ZERO : every, 0, stopped);
            metrics.restsUntil(Instant.MIN);
        } catch (ProviderFailure failure) {
            rest(turn, failure);
        } catch (RuntimeException ours) {
            end(turn, every, turn.failures(), turn.resumeAfter());
            throw ours;
        }
    }

    /** Longer than a turn and its slowest request, so that no two instances ask at a time. */
    static Duration lease(ProviderConfig config) {
        Duration attempts = config.timeout().plus(config.spacing()).multipliedBy(config.retries() + 1L);
        Duration waits = config.backOff().multipliedBy((1L << config.retries()) - 1);
        return LONGEST.plus(OURS).plus(attempts).plus(waits);
    }

    /** The security after which it stopped, if it did not come to the end. */
    private Optional<String> work(Turn turn) {
        List<Held> all = await(() -> securities.all(config.maxSecurities(), config.symbols()));
        List<Held> left = all.stream()
                .filter(each -> each.asked().isPresent())
                .filter(each -> turn.resumeAfter()
                        .filter(last -> each.securityId().compareTo(last) <= 0)
                        .isEmpty())
                .toList();
        return switch (turn.task()) {
            case QUOTES -> {
                try {
                    yield quotes(left);
                } finally {
                    warm(all);
                }
            }
            case HISTORY -> history(left);
        };
    }

    private Optional<String> quotes(List<Held> left) {
        Instant until = clock.instant().plus(LONGEST);
        int atOnce = config.quotesFrom() == ProviderConfig.Endpoint.CHART ? 1 : config.batch();
        for (int i = 0; i < left.size(); i += atOnce) {
            if (!clock.instant().isBefore(until))
                return Optional.of(left.get(i - 1).securityId());
            refresh.quotes(left.subList(i, Math.min(left.size(), i + atOnce)));
        }
        return Optional.empty();
    }

    private Optional<String> history(List<Held> left) {
        Instant until = clock.instant().plus(LONGEST);
        LocalDate today = LocalDate.ofInstant(clock.instant(), ZoneOffset.UTC);
        List<Held> some = left.subList(0, Math.min(left.size(), config.batch()));
        Map<String, Set<LocalDate>> known =
                await(() -> securities.knownDays(some, config.source(), today.minusDays(config.historyDays()), today));
        String last = null;
        for (Held each : some) {
            if (last != null && !clock.instant().isBefore(until)) return Optional.of(last);
            last = each.securityId();
            pastFailure = each == left.getLast() ? Optional.empty() : Optional.of(last);
            refresh.history(each, known.getOrDefault(last, Set.of()));
        }
        return some.size() < left.size() ? Optional.ofNullable(last) : Optional.empty();
    }

    private void rest(Turn turn, ProviderFailure failure) {
        int failures = Math.min(turn.failures() + 1, 30);
        Duration doubled = config.rest().multipliedBy(1L << (failures - 1));
        Duration bounded = doubled.compareTo(config.maxRest()) > 0 ? config.maxRest() : doubled;
        Duration asked = failure instanceof ProviderFailure.Limited limited
                ? limited.pause().orElse(Duration.ZERO)
                : Duration.ZERO;
        Duration told = asked.compareTo(LONGEST_ASKED) > 0 ? LONGEST_ASKED : asked;
        Duration pause = told.compareTo(bounded) > 0 ? told : bounded;
        LOG.warnf(
                "provider is left alone: source=%s task=%s seconds=%d failures=%d reason=%s",
                config.source(), turn.task().text(), pause.toSeconds(), failures, failure.getMessage());
        metrics.restsUntil(clock.instant().plus(pause));
        end(turn, pause, failures, pastFailure);
        await(() -> turns.rest(config.source(), pause));
    }

    private void end(Turn turn, Duration next, int failures, Optional<String> resumeAfter) {
        await(() -> turns.end(turn, next, failures, resumeAfter));
    }

    private static <T> T await(Supplier<Uni<T>> question) {
        try {
            return VertxContextSupport.subscribeAndAwait(question);
        } catch (RuntimeException failure) {
            throw failure;
        } catch (Throwable failure) {
            throw new IllegalStateException(failure);
        }
    }
}
