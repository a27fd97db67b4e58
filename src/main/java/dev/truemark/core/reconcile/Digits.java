package dev.truemark.core.reconcile;

import dev.truemark.core.reconcile.Candidate.Evidence;
import java.math.BigDecimal;
import java.util.Optional;

/** How one number comes of another by a slip of the hand. */
final class Digits {
    private Digits() {}

    /** Two neighbouring digits swapped, the decimal point moved, or one digit another; empty for any other pair. */
    static Optional<Evidence> slip(BigDecimal one, BigDecimal other) {
        if (one.signum() <= 0 || other.signum() <= 0 || one.compareTo(other) == 0) return Optional.empty();
        BigDecimal a = one.stripTrailingZeros();
        BigDecimal b = other.stripTrailingZeros();
        if (a.unscaledValue().equals(b.unscaledValue())) return Optional.of(Evidence.POINT_MOVED);
        int scale = Math.max(0, Math.max(a.scale(), b.scale()));
        String left = a.setScale(scale).unscaledValue().toString();
        String right = b.setScale(scale).unscaledValue().toString();
        int longer = Math.max(left.length(), right.length());
        left = "0".repeat(longer - left.length()) + left;
        right = "0".repeat(longer - right.length()) + right;
        return compare(left, right);
    }

    private static Optional<Evidence> compare(String left, String right) {
        int first = -1;
        int differing = 0;
        for (int i = 0; i < left.length(); i++) {
            if (left.charAt(i) == right.charAt(i)) continue;
            if (first < 0) first = i;
            differing++;
        }
        if (differing == 1 && left.length() > 1) return Optional.of(Evidence.ONE_DIGIT);
        boolean swapped = differing == 2
                && left.charAt(first) == right.charAt(first + 1)
                && left.charAt(first + 1) == right.charAt(first);
        return swapped ? Optional.of(Evidence.DIGITS_TRANSPOSED) : Optional.empty();
    }
}
