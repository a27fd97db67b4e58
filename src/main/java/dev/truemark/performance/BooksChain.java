package dev.truemark.performance;

import dev.truemark.core.ledger.DayPosition;
import dev.truemark.ledger.BookedTransaction;
import dev.truemark.ledger.CashDay;
import dev.truemark.ledger.DailyHistory;
import dev.truemark.ledger.PositionDay;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * What the books say up to the end of each day, as a chain of hashes: two histories with the same hash of a day had the same
 * holdings, balances and transactions on every day up to it. Lives for one read.
 */
final class BooksChain {
    private static final char SEPARATOR = '\0';

    private final byte[] seed;
    private final NavigableMap<LocalDate, byte[]> hashes = new TreeMap<>();

    /** @param rules by what else days are computed; with other rules every hash is another */
    BooksChain(String rules, DailyHistory history) {
        NavigableMap<LocalDate, List<String>> lines = new TreeMap<>();
        for (PositionDay each : history.books().positions())
            add(lines, each.day().date(), line(each));
        for (CashDay each : history.books().cash()) {
            add(lines, each.date(), line("C", each.currency(), each.change()));
        }
        lines.values().forEach(Collections::sort);
        for (BookedTransaction each : history.transactions()) add(lines, each.tradeDate(), line(each));
        MessageDigest sha = sha256();
        seed = sha.digest(bytes(line(rules, history.books().cashTracked())));
        byte[] last = seed;
        for (var day : lines.entrySet()) {
            sha.update(last);
            sha.update(bytes(day.getKey().toString()));
            for (String line : day.getValue()) sha.update(bytes(line));
            last = sha.digest();
            hashes.put(day.getKey(), last);
        }
    }

    /** At the end of {@code date}. */
    byte[] at(LocalDate date) {
        var last = hashes.floorEntry(date);
        return last == null ? seed : last.getValue();
    }

    private static void add(NavigableMap<LocalDate, List<String>> lines, LocalDate date, String line) {
        lines.computeIfAbsent(date, day -> new ArrayList<>()).add(line);
    }

    private static String line(PositionDay each) {
        DayPosition day = each.day();
        return line(
                "P",
                each.securityId(),
                day.currency(),
                day.quantity(),
                day.cost(),
                day.costBase().orNull());
    }

    private static String line(BookedTransaction t) {
        return line(
                "T",
                t.type(),
                t.status(),
                t.securityId(),
                t.quantity(),
                t.gross(),
                t.fxRate(),
                t.cashCurrency(),
                t.cashAmount());
    }

    private static String line(Object... fields) {
        StringBuilder line = new StringBuilder();
        for (Object each : fields) {
            if (each instanceof BigDecimal number) line.append(number.toPlainString());
            else if (each != null) line.append(each);
            line.append(SEPARATOR);
        }
        return line.append(SEPARATOR).toString();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has SHA-256", e);
        }
    }
}
