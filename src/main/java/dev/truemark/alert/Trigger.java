package dev.truemark.alert;

import java.math.BigDecimal;

/**
 * When a rule fires, and when it may fire again.
 *
 * <p><b>Definition.</b> A rule that is quiet fires on {@code x > t} ({@code ABOVE}), {@code x < t} ({@code BELOW}) or {@code
 * |x| > t} ({@code EITHER}). One that has fired comes back on {@code x ≤ t − r}, {@code x ≥ t + r} or {@code |x| ≤ t − r}; in
 * between it stays as it is, and so it does while {@code x} is unknown.
 *
 * @param threshold {@code t}
 * @param rearm     {@code r}, 0 or more
 */
record Trigger(Direction direction, BigDecimal threshold, BigDecimal rearm) {

    Trigger {
        if (rearm.signum() < 0) throw new IllegalArgumentException("rearm must not be negative: " + rearm);
    }

    enum Verdict {
        FIRES,
        COMES_BACK,
        STAYS
    }

    /** @param fired whether the rule has fired and not come back since */
    Verdict judge(boolean fired, Figure figure) {
        return switch (figure) {
            case Figure.Unknown unknown -> Verdict.STAYS;
            case Figure.Beyond beyond -> fired || direction == Direction.BELOW ? Verdict.STAYS : Verdict.FIRES;
            case Figure.Known known -> judge(fired, known.value());
        };
    }

    private Verdict judge(boolean fired, BigDecimal value) {
        BigDecimal x = direction == Direction.EITHER ? value.abs() : value;
        boolean below = direction == Direction.BELOW;
        if (!fired) {
            int side = x.compareTo(threshold);
            return (below ? side < 0 : side > 0) ? Verdict.FIRES : Verdict.STAYS;
        }
        boolean back = below ? x.compareTo(threshold.add(rearm)) >= 0 : x.compareTo(threshold.subtract(rearm)) <= 0;
        return back ? Verdict.COMES_BACK : Verdict.STAYS;
    }
}
