package dev.truemark.stream;

import dev.truemark.core.valuation.Quality;
import dev.truemark.platform.tracing.Traces;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/** A portfolio that somebody on this instance watches, and those who do. Used by the hub only. */
final class Watched {
    /** Positions and balances that are gone and still told to clients that come back; beyond it they begin anew. */
    private static final int MAX_GONE = 1000;

    private final LivePortfolio live;
    private final FigureViews views;
    private final Timer timer;
    private final LongSupplier nanoTime;
    private final Header header;
    private final Map<RateClass, Lane> lanes = new EnumMap<>(RateClass.class);
    private final Map<String, String> gonePositions = new HashMap<>();
    private final Map<String, String> goneCash = new HashMap<>();
    private Runnable stepped = () -> {};
    private Quality told;
    private Instant toldOf;

    /** Runs something on the hub, later. */
    @FunctionalInterface
    interface Timer {
        void after(long nanos, Runnable task);
    }

    Watched(LivePortfolio live, String epoch, FigureViews views, Timer timer, LongSupplier nanoTime) {
        this.live = live;
        this.views = views;
        this.timer = timer;
        this.nanoTime = nanoTime;
        this.header = new Header(live.books().portfolioId(), epoch);
        this.told = live.whole().quality();
        this.toldOf = live.basis().evaluatedAt();
    }

    LivePortfolio live() {
        return live;
    }

    /** @param then runs after each step that was told, and whenever somebody may be owed the figures of the day */
    void onStep(Runnable then) {
        stepped = then;
    }

    boolean wantsDay() {
        return lanes.values().stream().anyMatch(lane -> lane.slots().stream().anyMatch(PortfolioSlot::wantsDay));
    }

    /** Everybody who wants the figures of the day is to get them anew. */
    void oweDays() {
        lanes.values().forEach(Lane::oweDay);
    }

    /** Figures of the day that are owed as of a step. */
    record OwedDay(Lane lane, long seq) {
        void tell(String day) {
            lane.tellDay(seq, day);
        }
    }

    /** Those whose step is the present state; they count as told. */
    List<OwedDay> takeOwedDays() {
        List<OwedDay> owed = lanes.values().stream()
                .filter(Lane::owesDay)
                .map(lane -> new OwedDay(lane, lane.seq()))
                .toList();
        owed.forEach(each -> each.lane().dayTaken());
        return owed;
    }

    boolean isIdle() {
        return lanes.values().stream().allMatch(lane -> lane.slots().isEmpty());
    }

    List<PortfolioSlot> slots() {
        List<PortfolioSlot> all = new ArrayList<>();
        lanes.values().forEach(lane -> all.addAll(lane.slots()));
        return all;
    }

    /**
     * Answers with a snapshot, or with what a client that comes back has missed. A filter may have been another one before,
     * so what its client holds is not known.
     */
    void join(PortfolioSlot slot) {
        Lane lane = admit(slot);
        String id = live.books().key().id().toString();
        Optional<Lane.Missed> missed =
                slot.isFiltered() ? Optional.empty() : slot.resume().flatMap(lane::since);
        missed.ifPresentOrElse(
                some -> slot.resumed(
                        lane.header().subscribed(id, true, some.held()),
                        some.held(),
                        some.isNothing()
                                ? Optional.empty()
                                : Optional.of(new Delta(lane.header(), some.held(), lane.seq(), encode(some))),
                        quality(lane, told)),
                () -> slot.subscribed(
                        lane.header().subscribed(id, false, lane.seq()), snapshot(slot, lane), lane.seq()));
    }

    void leave(PortfolioSlot slot) {
        lanes.values().forEach(lane -> lane.slots().remove(slot));
    }

    void snap(PortfolioSlot slot) {
        Lane lane = flushed(slot.rate());
        if (!lane.slots().contains(slot)) return;
        slot.snapped(snapshot(slot, lane), lane.seq());
        lane.oweDay();
        stepped.run();
    }

    /** Goes on here what was watched under another epoch; every client gets a snapshot. */
    void takeOver(Watched other, String reason) {
        for (PortfolioSlot slot : other.release()) {
            Lane lane = admit(slot);
            slot.resynced(lane.header().resync(reason), snapshot(slot, lane), lane.seq());
        }
    }

    /** Goes on here what was watched before days that were told of became others; every client gets a snapshot. */
    void restate(Watched other, LocalDate from) {
        for (PortfolioSlot slot : other.release()) {
            Lane lane = admit(slot);
            slot.restated(from, lane.header(), snapshot(slot, lane), lane.seq());
        }
    }

    private Lane admit(PortfolioSlot slot) {
        Lane lane = flushed(slot.rate());
        slot.meet(live.books());
        lane.slots().add(slot);
        lane.oweDay();
        return lane;
    }

    /** Lets everybody go, so that what still waits to be told here reaches nobody. */
    private List<PortfolioSlot> release() {
        List<PortfolioSlot> all = slots();
        lanes.values().forEach(lane -> lane.slots().clear());
        return all;
    }

    /** Tells everybody what changed; {@code change} came from {@link #live()}. */
    void publish(Change change) {
        Span step =
                Traces.step("stream delta", SpanKind.PRODUCER, change.cause().trace());
        try {
            tell(change);
        } finally {
            step.end();
        }
    }

    private void tell(Change change) {
        Body body = encode(change);
        long now = nanoTime.getAsLong();
        for (Lane lane : lanes.values()) {
            lane.add(body, now)
                    .ifPresent(due -> timer.after(due, () -> {
                        lane.flush(nanoTime.getAsLong());
                        stepped.run();
                    }));
        }
        if (gonePositions.size() + goneCash.size() > MAX_GONE) forgetGone();
        tellQuality(change.whole().quality());
        stepped.run();
    }

    /** Takes over what securities are called; everybody gets a snapshot with it. */
    void relabel(LiveBooks same) {
        live.relabel(same);
        rebooked();
        slots().forEach(this::snap);
    }

    /** The filters mean what the new books say. */
    void rebooked() {
        slots().forEach(slot -> slot.meet(live.books()));
    }

    /** Proves to each client that it holds the state, after everything it has not heard yet. */
    void heartbeat() {
        String basis = views.basis(live.basis());
        String hash = live.stateHash();
        for (Lane lane : lanes.values()) {
            lane.flush(nanoTime.getAsLong());
            String proof = lane.header().heartbeat(lane.seq(), basis, hash);
            String filtered = lane.header().heartbeat(lane.seq(), basis, null);
            lane.slots().forEach(slot -> slot.heartbeat(slot.isFiltered() ? filtered : proof));
        }
    }

    private Lane flushed(RateClass rate) {
        long now = nanoTime.getAsLong();
        Lane lane = lanes.computeIfAbsent(rate, missing -> new Lane(missing, header, now));
        lane.flush(now);
        return lane;
    }

    private Body encode(Change change) {
        Map<String, String> positions = new LinkedHashMap<>();
        change.positions()
                .forEach(each ->
                        positions.put(each.holding().securityId(), views.position(live.books(), change.whole(), each)));
        Map<String, String> cash = new LinkedHashMap<>();
        change.cash().forEach(each -> cash.put(each.cash().currency(), views.cash(change.whole(), each)));
        rememberGone(positions, cash);
        toldOf = change.eventTime();
        return new Body(
                change.cause(),
                change.eventTime(),
                views.basis(change.basis()),
                positions,
                cash,
                views.totals(change.whole()));
    }

    /** What {@code missed} names, as it is now. */
    private Body encode(Lane.Missed missed) {
        Map<String, String> positions = new LinkedHashMap<>();
        for (String id : missed.positions()) {
            positions.put(
                    id,
                    live.position(id)
                            .map(each -> views.position(live.books(), live.whole(), each))
                            .orElseGet(() -> gonePositions.get(id)));
        }
        Map<String, String> cash = new LinkedHashMap<>();
        for (String currency : missed.cash()) {
            cash.put(
                    currency,
                    live.cash(currency)
                            .map(each -> views.cash(live.whole(), each))
                            .orElseGet(() -> goneCash.get(currency)));
        }
        Set<String> ids = missed.cause() == Cause.Type.PRICE ? missed.positions() : Set.of();
        return new Body(
                Cause.of(missed.cause(), ids),
                toldOf,
                views.basis(live.basis()),
                positions,
                cash,
                views.totals(live.whole()));
    }

    /** What a waiting step still tells is gone is in that step, and after it nobody can ask for it. */
    private void forgetGone() {
        for (Lane lane : lanes.values()) {
            lane.flush(nanoTime.getAsLong());
            lane.forget();
        }
        gonePositions.clear();
        goneCash.clear();
    }

    private void rememberGone(Map<String, String> positions, Map<String, String> cash) {
        positions.forEach((id, text) -> {
            if (live.position(id).isPresent()) gonePositions.remove(id);
            else gonePositions.put(id, text);
        });
        cash.forEach((currency, text) -> {
            if (live.cash(currency).isPresent()) goneCash.remove(currency);
            else goneCash.put(currency, text);
        });
    }

    private String snapshot(PortfolioSlot slot, Lane lane) {
        String valuation = slot.isFiltered()
                ? views.part(live.books(), live.whole().showing(slot.securities()), live.basis())
                : views.valuation(live.books(), live.whole(), live.basis());
        return lane.header().snapshot(lane.seq(), valuation);
    }

    private void tellQuality(Quality now) {
        boolean same = now.namesTheSameAs(told);
        told = now;
        if (same) return;
        lanes.values().forEach(lane -> {
            String frame = quality(lane, now);
            lane.slots().forEach(slot -> slot.quality(frame));
        });
    }

    private static String quality(Lane lane, Quality quality) {
        return lane.header().quality(quality.status().name(), quality.missing(), quality.stale());
    }
}
