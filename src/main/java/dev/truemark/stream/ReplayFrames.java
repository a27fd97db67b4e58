package dev.truemark.stream;

import dev.truemark.core.valuation.Quality;
import dev.truemark.core.valuation.StateHash;
import dev.truemark.ledger.BooksHead;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;

/**
 * The frames of one replay, in its own epochs: those of a live portfolio, so that a client folds them without knowing. The
 * date and the knowledge that they are of stand beside.
 */
final class ReplayFrames {
    private final FigureViews views;
    private final Supplier<String> epochs;
    private final Set<String> symbols;
    private final Set<String> securities = new HashSet<>();
    private Header header;
    private Step told;
    private String hash;
    private long seq;

    /** @param symbols securities or symbols that are told; empty for all */
    ReplayFrames(FigureViews views, Supplier<String> epochs, Set<String> symbols) {
        this.views = views;
        this.epochs = epochs;
        this.symbols = symbols;
    }

    /** The first step. */
    List<String> begin(Step first) {
        renew(first);
        String id = first.books().key().id().toString();
        return List.of(header.subscribed(id, false, seq), snapshot(), heartbeat());
    }

    /** The next step; nothing where it is a quiet one and nothing has changed. */
    List<String> next(Step step) {
        Step before = told;
        if (!before.books().isComparable(step.books())) {
            renew(step);
            return List.of(header.resync("the portfolio is measured otherwise"), snapshot(), heartbeat());
        }
        if (step.restatedFrom().isPresent()) {
            renew(step);
            return List.of(header.restated(step.restatedFrom().get()), snapshot(), heartbeat());
        }
        StepChange change = StepChange.between(before, step);
        if (step.quiet() && change.isNothing()) return List.of();
        take(step);
        List<String> frames = new ArrayList<>(3);
        Body body = body(change);
        if (!body.positions().isEmpty() || !body.cash().isEmpty()) {
            frames.add(dated(header.delta(seq, ++seq, body)));
        }
        if (!before.value().quality().namesTheSameAs(step.value().quality())) frames.add(quality());
        frames.add(heartbeat());
        return frames;
    }

    /** What is held as it stands, once more. */
    String snapshot() {
        String valuation = isFiltered()
                ? views.part(told.books(), told.value().showing(securities), told.basis())
                : views.valuation(told.books(), told.value(), told.basis());
        return header.snapshot(seq, valuation);
    }

    String heartbeat() {
        return dated(header.heartbeat(seq, views.basis(told.basis()), hash));
    }

    /** Nothing follows but heartbeats. */
    String replayed() {
        return dated(header.replayed(seq, hash));
    }

    /** Whether a client that says {@code portfolioId} means this portfolio. */
    static boolean isNamed(Step step, String portfolioId) {
        LiveBooks books = step.books();
        return portfolioId.equals(books.portfolioId())
                || portfolioId.equals(books.key().id().toString());
    }

    private void renew(Step step) {
        header = new Header(step.books().portfolioId(), epochs.get());
        seq = 0;
        take(step);
    }

    private void take(Step step) {
        told = step;
        hash = isFiltered() ? null : StateHash.of(step.value());
        if (isFiltered()) securities.addAll(step.books().securitiesNamed(symbols));
    }

    private boolean isFiltered() {
        return !symbols.isEmpty();
    }

    private Body body(StepChange change) {
        Map<String, String> positions = new LinkedHashMap<>();
        change.positions().stream()
                .filter(each ->
                        !isFiltered() || securities.contains(each.holding().securityId()))
                .forEach(each ->
                        positions.put(each.holding().securityId(), views.position(told.books(), told.value(), each)));
        Map<String, String> cash = new LinkedHashMap<>();
        change.cash().forEach(each -> cash.put(each.cash().currency(), views.cash(told.value(), each)));
        return new Body(
                change.cause(), told.at(), views.basis(told.basis()), positions, cash, views.totals(told.value()));
    }

    private String quality() {
        Quality quality = told.value().quality();
        return header.quality(quality.status().name(), quality.missing(), quality.stale());
    }

    private String dated(String frame) {
        BooksHead head = told.books().books().head();
        return frame.substring(0, frame.length() - 1) + ",\"as_of\":\"" + head.asOf() + "\",\"known_at\":\""
                + head.knownAt() + "\"}";
    }
}
