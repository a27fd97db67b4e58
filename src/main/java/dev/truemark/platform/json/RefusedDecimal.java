package dev.truemark.platform.json;

/** Text that is not a decimal which the service keeps; {@link #code()} says why. */
public final class RefusedDecimal extends IllegalArgumentException {
    private final String code;

    RefusedDecimal(String code, String message) {
        super(message);
        this.code = code;
    }

    /** Stable code of the field error, such as {@code NUMBER_TOO_LARGE}. */
    public String code() {
        return code;
    }
}
