package dev.truemark.performance;

import dev.truemark.core.performance.BlendReturns;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.BooksHead;
import dev.truemark.market.MarketReads;
import dev.truemark.performance.DayReader.Day;
import dev.truemark.performance.KeptDays.Kept;
import dev.truemark.platform.reading.Engine;
import dev.truemark.platform.reading.HeavyWork;
import dev.truemark.valuation.DailyValuation;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jboss.logging.Logger;

/**
 * Values of a portfolio day by day, those of closed days from the derived table as far as it holds (ADR 0013).
 *
 * <p>A kept day holds for a question if it was computed by the same rules, if the books have the same hash up to it, and if no
 * price, rate or instrument that became known between the two concerns a day up to it. From the first day on that does not
 * hold, days are computed again and kept. A question about an older state of knowledge than the table's never looks at it.
 */
@ApplicationScoped
class DailyTotals {
    private static final Logger LOG = Logger.getLogger(DailyTotals.class);

    private final KeptDays kept;
    private final DailyValuation valuation;
    private final MarketReads market;
    private final HeavyWork heavy;
    private final Pool pool;
    private final Engine engine;
    private final PerformanceConfig config;

    DailyTotals(
            KeptDays kept,
            DailyValuation valuation,
            MarketReads market,
            HeavyWork heavy,
            Pool pool,
            Engine engine,
            PerformanceConfig config) {
        this.kept = kept;
        this.valuation = valuation;
        this.market = market;
        this.heavy = heavy;
        this.pool = pool;
        this.engine = engine;
        this.config = config;
    }

    /** The days of {@code frame}, without positions; equal to those that are computed without the table. */
    Uni<List<Day>> of(Frame frame) {
        String rules = rules(frame.head());
        return kept.read(frame.head(), frame.first(), frame.last())
                .chain(state -> doubtful(frame, rules, state)
                        .chain(from -> heavy.run(() -> held(frame, rules, state, from)))
                        .chain(this::complete));
    }

    private String rules(BooksHead head) {
        return String.join(
                "|", engine.version(), head.baseCurrency(), head.zone().getId(), valuation.rules(), market.rules());
    }

    /** The first day that what became known since may have changed; the first of all where nothing may be relied upon. */
    private Uni<LocalDate> doubtful(Frame frame, String rules, KeptDays.State state) {
        Instant now = frame.head().knownAt();
        if (state.knownAt().isEmpty()
                || state.knownAt().get().isAfter(now)
                || !state.rules().equals(rules)) {
            return Uni.createFrom().item(LocalDate.MIN);
        }
        Instant then = state.knownAt().get();
        if (then.equals(now)) return Uni.createFrom().item(LocalDate.MAX);
        return market.earliestChange(
                        pool, securities(frame), then, now, frame.head().zone())
                .map(change -> change.orElse(LocalDate.MAX));
    }

    static List<String> securities(Frame frame) {
        return Stream.concat(
                        frame.history().books().positions().stream().map(each -> each.securityId()),
                        frame.history().transactions().stream()
                                .map(BookedTransaction::securityId)
                                .filter(each -> each != null))
                .distinct()
                .toList();
    }

    /** @param days those that hold, from the first on; {@code next} is the one after them */
    private record Held(
            Frame frame, String rules, KeptDays.State state, BooksChain chain, List<Day> days, LocalDate next) {
        boolean isWhole() {
            return next.isAfter(frame.last());
        }

        boolean isNewer() {
            return state.knownAt()
                    .map(then -> !then.isAfter(frame.head().knownAt()))
                    .orElse(true);
        }
    }

    private static Held held(Frame frame, String rules, KeptDays.State state, LocalDate doubtful) {
        BooksChain chain = new BooksChain(rules, frame.history());
        List<Day> days = new ArrayList<>();
        LocalDate next = frame.first();
        for (Kept each : state.read().get()) {
            boolean holds = each.date().equals(next)
                    && each.date().isBefore(doubtful)
                    && Arrays.equals(each.books(), chain.at(each.date()));
            if (!holds) break;
            days.add(day(frame, each));
            next = next.plusDays(1);
        }
        return new Held(frame, rules, state, chain, days, next);
    }

    private static Day day(Frame frame, Kept each) {
        List<BookedTransaction> booked = frame.on(each.date());
        Iterator<DayReader.Delivered> units = each.delivered().iterator();
        List<DayReader.Delivered> delivered = booked.stream()
                .map(t -> DayReader.delivers(t) ? units.next() : DayReader.Delivered.NOTHING)
                .toList();
        return new Day(
                each.date(),
                each.value(),
                Map.of(),
                booked,
                delivered,
                each.quality(),
                new BlendReturns.Prices(each.date(), Map.of()));
    }

    private Uni<List<Day>> complete(Held held) {
        if (held.isWhole()) return Uni.createFrom().item(held.days());
        Frame frame = held.frame();
        boolean none = held.days().isEmpty();
        List<LocalDate> dates = (none ? held.next() : held.next().minusDays(1))
                .datesUntil(frame.last().plusDays(1))
                .toList();
        DayReader reader = new DayReader(frame.byDate(), frame.head().baseCurrency(), List.of());
        return valuation
                .totals(frame.head(), frame.history().books(), dates, reader::total)
                .chain(computed -> {
                    List<Day> fresh = none ? computed : computed.subList(1, computed.size());
                    List<Day> all = new ArrayList<>(held.days());
                    all.addAll(fresh);
                    return keep(held, fresh).replaceWith(all);
                });
    }

    private Uni<Void> keep(Held held, List<Day> fresh) {
        BooksHead head = held.frame().head();
        List<Kept> closed = fresh.stream()
                .filter(each -> head.onDay(each.date()).valued() == BooksHead.Valued.DAY_END)
                .map(each -> new Kept(
                        each.date(), held.chain().at(each.date()), each.value(), each.quality(), deliveries(each)))
                .toList();
        boolean late = held.state()
                .knownAt()
                .map(then -> head.isNow() && then.plus(config.keptFor()).isBefore(head.knownAt()))
                .orElse(false);
        if (!held.isNewer() || closed.isEmpty() && !late)
            return Uni.createFrom().voidItem();
        return kept.keep(head, held.rules(), held.state(), held.frame().first(), held.next(), closed)
                .onFailure()
                .invoke(failure ->
                        LOG.warnf("daily values not kept: portfolioId=%s reason=%s", head.id(), failure.toString()))
                .onFailure()
                .recoverWithNull();
    }

    private static List<DayReader.Delivered> deliveries(Day day) {
        List<DayReader.Delivered> deliveries = new ArrayList<>();
        for (int n = 0; n < day.transactions().size(); n++) {
            if (DayReader.delivers(day.transactions().get(n)))
                deliveries.add(day.delivered().get(n));
        }
        return deliveries;
    }
}
