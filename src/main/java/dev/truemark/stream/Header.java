package dev.truemark.stream;

import com.fasterxml.jackson.core.io.JsonStringEncoder;
import java.time.LocalDate;
import java.util.Collection;

/** What every frame of one watched portfolio begins with, and the frames that are written often. */
final class Header {
    private final String portfolioId;
    private final String epoch;
    private final String names;

    Header(String portfolioId, String epoch) {
        this.portfolioId = portfolioId;
        this.epoch = epoch;
        this.names = "\"portfolio_id\":" + quoted(portfolioId) + ",\"epoch\":" + quoted(epoch);
    }

    /** Opaque; new whenever the sequence starts anew. */
    String epoch() {
        return epoch;
    }

    /** The same portfolio in a sequence of its own. */
    Header of(RateClass rate) {
        return rate == RateClass.ALL ? this : new Header(portfolioId, epoch + "-" + rate.name());
    }

    String subscribed(String id, boolean resumed, long seq) {
        return open("subscribed") + ",\"id\":" + quoted(id) + ",\"mode\":\"" + (resumed ? "resumed" : "snapshot")
                + "\",\"seq\":" + seq + '}';
    }

    String snapshot(long seq, String valuation) {
        return open("snapshot") + ",\"seq\":" + seq + ",\"valuation\":" + valuation + '}';
    }

    String delta(long prevSeq, long seq, Body body) {
        StringBuilder out = new StringBuilder(512 * (1 + body.positions().size()));
        out.append(open("delta"));
        out.append(",\"prev_seq\":").append(prevSeq).append(",\"seq\":").append(seq);
        out.append(",\"event_time\":\"").append(body.eventTime()).append('"');
        out.append(",\"basis\":").append(body.basis());
        out.append(",\"cause\":{\"type\":\"").append(body.cause().type()).append("\",\"ids\":");
        list(out, body.cause().ids().stream().map(Header::quoted).toList()).append('}');
        list(out.append(",\"positions\":"), body.positions().values());
        list(out.append(",\"cash\":"), body.cash().values());
        return out.append(",\"totals\":").append(body.totals()).append('}').toString();
    }

    String analytics(long seq, String day) {
        return open("analytics") + ",\"seq\":" + seq + ",\"day\":" + day + '}';
    }

    /** @param stateHash null on a filtered subscription */
    String heartbeat(long seq, String basis, String stateHash) {
        String hash = stateHash == null ? "null" : quoted(stateHash);
        return open("heartbeat") + ",\"seq\":" + seq + ",\"basis\":" + basis + ",\"state_hash\":" + hash + '}';
    }

    String quality(String status, Collection<String> missing, Collection<String> stale) {
        StringBuilder out = new StringBuilder(open("quality"));
        out.append(",\"status\":").append(quoted(status));
        list(out.append(",\"missing\":"), missing.stream().map(Header::quoted).toList());
        list(out.append(",\"stale\":"), stale.stream().map(Header::quoted).toList());
        return out.append('}').toString();
    }

    String resync(String reason) {
        return open("resync") + ",\"reason\":" + quoted(reason) + '}';
    }

    /** @param from the first day that is another than before */
    String restated(LocalDate from) {
        return open("restated") + ",\"from_date\":\"" + from + "\"}";
    }

    /** @param stateHash null on a filtered subscription */
    String replayed(long seq, String stateHash) {
        String hash = stateHash == null ? "null" : quoted(stateHash);
        return open("replayed") + ",\"seq\":" + seq + ",\"state_hash\":" + hash + '}';
    }

    private String open(String type) {
        return "{\"type\":\"" + type + "\"," + names;
    }

    private static StringBuilder list(StringBuilder out, Collection<String> values) {
        return out.append('[').append(String.join(",", values)).append(']');
    }

    static String quoted(String text) {
        return '"' + new String(JsonStringEncoder.getInstance().quoteAsString(text)) + '"';
    }
}
