package dev.truemark.platform.reading;

import dev.truemark.platform.problem.CommonProblems;
import dev.truemark.platform.problem.ProblemException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Base64;
import java.util.Optional;
import java.util.zip.CRC32;

/**
 * Which page of which list. A cursor pins what the first page was believed at, so all pages are of one state, however the
 * portfolio goes on in between; it holds nothing secret and is of no use with other parameters.
 *
 * @param limit   most items, 1 to {@value #MAX_LIMIT}
 * @param offset  items before the page
 * @param pinned  the dates of the first page; empty on the first page
 * @param subject checksum of the list asked for: path, filters, order
 */
public record PageRequest(int limit, int offset, Optional<Pin> pinned, int subject) {
    public static final int DEFAULT_LIMIT = 100;
    public static final int MAX_LIMIT = 1000;
    private static final int CURSOR_BYTES = 4 + 4 + 8 + 8 + 4;

    /** As of when and known when the first page was. */
    public record Pin(LocalDate asOf, Instant knownAt) {}

    /** Everything there is, for what is not a list of pages. */
    public static PageRequest first(int limit) {
        return new PageRequest(limit, 0, Optional.empty(), 0);
    }

    /**
     * @param subject what else selects the list: path and filters, but not the dates, which the cursor holds; nulls are
     *     allowed
     * @throws ProblemException 400 for a limit out of range, or a cursor that is none or belongs to another list
     */
    public static PageRequest of(PageParameters given, Object... subject) {
        int limit = limit(given.limit);
        int checksum = checksum(given.sort, subject);
        if (given.cursor == null || given.cursor.isEmpty()) {
            return new PageRequest(limit, 0, Optional.empty(), checksum);
        }
        ByteBuffer cursor = bytes(given.cursor);
        try {
            int offset = cursor.getInt();
            if (cursor.getInt() != checksum || offset < 0) throw badCursor();
            LocalDate asOf = LocalDate.ofEpochDay(cursor.getLong());
            Pin pin = new Pin(asOf, Instant.ofEpochSecond(cursor.getLong(), cursor.getInt()));
            return new PageRequest(limit, offset, Optional.of(pin), checksum);
        } catch (DateTimeException e) {
            throw badCursor();
        }
    }

    /** The cursor of the page after {@code page}; null on the last. */
    public String next(Page<?> page, LocalDate asOf, Instant knownAt) {
        if (page.nextOffset() < 0) return null;
        byte[] cursor = ByteBuffer.allocate(CURSOR_BYTES)
                .putInt(page.nextOffset())
                .putInt(subject)
                .putLong(asOf.toEpochDay())
                .putLong(knownAt.getEpochSecond())
                .putInt(knownAt.getNano())
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(cursor);
    }

    /** The cursor where the list has no dates of knowledge. */
    public String next(Page<?> page) {
        return next(page, LocalDate.EPOCH, Instant.EPOCH);
    }

    private static int limit(String given) {
        if (given == null || given.isEmpty()) return DEFAULT_LIMIT;
        try {
            int limit = Integer.parseInt(given);
            if (limit >= 1 && limit <= MAX_LIMIT) return limit;
        } catch (NumberFormatException e) {
            // answered below
        }
        throw Parameters.bad("limit", "a whole number from 1 to " + MAX_LIMIT);
    }

    private static ByteBuffer bytes(String cursor) {
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(cursor);
            if (bytes.length == CURSOR_BYTES) return ByteBuffer.wrap(bytes);
        } catch (IllegalArgumentException e) {
            // answered below
        }
        throw badCursor();
    }

    /** 400 for a cursor that is none, or that belongs to another request. */
    public static ProblemException badCursor() {
        return new ProblemException(
                CommonProblems.BAD_REQUEST,
                "The cursor is not the next_cursor of an answer to the same request; begin again without one.");
    }

    private static int checksum(String sort, Object... subject) {
        StringBuilder text = new StringBuilder().append(sort);
        for (Object each : subject) text.append('\n').append(each);
        CRC32 crc = new CRC32();
        crc.update(text.toString().getBytes(StandardCharsets.UTF_8));
        return (int) crc.getValue();
    }
}
