package dev.truemark.stream;

import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One rate class of one watched portfolio: its sequence, its subscriptions, what it has yet to tell them, and at which
 * step each position was told of last. Used by the hub only.
 */
final class Lane {
    private final RateClass rate;
    private final Header header;
    private final Set<PortfolioSlot> slots = new LinkedHashSet<>();
    private final Map<String, Step> positions = new HashMap<>();
    private final Map<String, Step> cash = new HashMap<>();
    private long knownFrom;
    private Body.Merge waiting;
    private boolean timed;
    private boolean owesDay;
    private long seq;
    private long toldAtNanos;

    /** When something was told of last, and why. */
    private record Step(long seq, Cause.Type cause) {}

    /** What a client that was away has not heard of. */
    record Missed(long held, Set<String> positions, Set<String> cash, Cause.Type cause) {
        boolean isNothing() {
            return positions.isEmpty() && cash.isEmpty();
        }
    }

    /** @param portfolio what the frames of the portfolio begin with; each class has an epoch of its own */
    Lane(RateClass rate, Header portfolio, long nowNanos) {
        this.rate = rate;
        this.header = portfolio.of(rate);
        this.toldAtNanos = nowNanos - rate.periodNanos();
    }

    Header header() {
        return header;
    }

    long seq() {
        return seq;
    }

    Set<PortfolioSlot> slots() {
        return slots;
    }

    /** Whether somebody has yet to hear of the day as it is at the present step. */
    boolean owesDay() {
        return owesDay && waiting == null;
    }

    void oweDay() {
        owesDay = slots.stream().anyMatch(PortfolioSlot::wantsDay);
    }

    void dayTaken() {
        owesDay = false;
    }

    /** Tells of the day as it was at a step. */
    void tellDay(long atSeq, String day) {
        String frame = header.analytics(atSeq, day);
        slots.stream().filter(PortfolioSlot::wantsDay).forEach(slot -> slot.day(frame, atSeq));
    }

    /** What was told after the step that a client had last; empty where the client has to begin anew. */
    Optional<Missed> since(ClientMessage.Resume had) {
        if (!had.epoch().equals(header.epoch()) || had.seq() < knownFrom || had.seq() > seq) return Optional.empty();
        Cause.Type strongest = Cause.Type.PRICE;
        Set<String> ids = new LinkedHashSet<>();
        Set<String> currencies = new LinkedHashSet<>();
        for (Map.Entry<String, Step> each : positions.entrySet()) {
            if (each.getValue().seq() <= had.seq()) continue;
            ids.add(each.getKey());
            strongest = stronger(strongest, each.getValue().cause());
        }
        for (Map.Entry<String, Step> each : cash.entrySet()) {
            if (each.getValue().seq() <= had.seq()) continue;
            currencies.add(each.getKey());
            strongest = stronger(strongest, each.getValue().cause());
        }
        return Optional.of(new Missed(had.seq(), ids, currencies, strongest));
    }

    private static Cause.Type stronger(Cause.Type one, Cause.Type other) {
        return one.compareTo(other) >= 0 ? one : other;
    }

    /** Clients that have an earlier step than the present one begin anew when they come back. */
    void forget() {
        positions.clear();
        cash.clear();
        knownFrom = seq;
    }

    /**
     * Takes a change in.
     *
     * @return nanoseconds after which {@link #flush} is due; empty where that is arranged already
     */
    Optional<Long> add(Body body, long nowNanos) {
        if (waiting == null) waiting = new Body.Merge(body);
        else waiting.add(body);
        long due = toldAtNanos + rate.periodNanos() - nowNanos;
        if (due <= 0) {
            flush(nowNanos);
            return Optional.empty();
        }
        if (timed) return Optional.empty();
        timed = true;
        return Optional.of(due);
    }

    /** Tells what waits, as one step of the sequence. */
    void flush(long nowNanos) {
        timed = false;
        if (waiting == null) return;
        Body body = waiting.body();
        waiting = null;
        tell(body, nowNanos);
    }

    private void tell(Body body, long nowNanos) {
        toldAtNanos = nowNanos;
        Delta delta = new Delta(header, seq, ++seq, body);
        Step step = new Step(seq, body.cause().type());
        body.positions().keySet().forEach(id -> positions.put(id, step));
        body.cash().keySet().forEach(currency -> cash.put(currency, step));
        for (PortfolioSlot slot : slots) {
            owesDay |= slot.wantsDay();
            if (!slot.isFiltered()) {
                slot.offer(delta);
            } else {
                body.only(slot.securities())
                        .ifPresent(some -> slot.offer(new Delta(header, delta.seq() - 1, delta.seq(), some)));
            }
        }
    }
}
