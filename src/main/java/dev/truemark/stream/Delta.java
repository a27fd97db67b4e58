package dev.truemark.stream;

/** One step of a portfolio's sequence in one rate class; its frame is encoded when the first client takes it. */
final class Delta {
    private final Header header;
    private final long prevSeq;
    private final long seq;
    private final Body body;
    private volatile String text;

    Delta(Header header, long prevSeq, long seq, Body body) {
        this.header = header;
        this.prevSeq = prevSeq;
        this.seq = seq;
        this.body = body;
    }

    long seq() {
        return seq;
    }

    Body body() {
        return body;
    }

    Header header() {
        return header;
    }

    /** The frame for a client whose last frame was {@code held}. */
    String textAfter(long held) {
        if (held != prevSeq) return header.delta(held, seq, body);
        String encoded = text;
        if (encoded == null) {
            encoded = header.delta(prevSeq, seq, body);
            text = encoded;
        }
        return encoded;
    }
}
