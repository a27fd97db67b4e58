package dev.truemark.stream;

/** A message that does not keep the form; {@link #error()} says what it is answered with. */
final class BadMessage extends Exception {
    private static final long serialVersionUID = 1L;

    private final StreamError error;

    BadMessage(StreamError error, String detail) {
        super(detail, null, false, false);
        this.error = error;
    }

    StreamError error() {
        return error;
    }
}
