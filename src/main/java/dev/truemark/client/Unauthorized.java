package dev.truemark.client;

/** Thrown by a {@link TokenSource} where there is no valid token any more: the client closes. */
public final class Unauthorized extends RuntimeException {
    private static final long serialVersionUID = 1L;

    public Unauthorized(String message) {
        super(message);
    }
}
