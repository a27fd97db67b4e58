package dev.truemark.quality;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Something that must hold of the data.
 *
 * @param name        unique, in snake case
 * @param severity    whether a violation is a fault of the books or something that somebody should know
 * @param description the rule
 * @param sql         a row for every violation, its column {@code violation} saying where
 */
record QualityCheck(String name, Severity severity, String description, String sql) {
    /** The files of the folder {@code quality}, in the order in which they are run. */
    private static final List<String> FILES = List.of("facts", "books", "market", "service");

    private static final String BEGIN = "-- check: ";

    enum Severity {
        ERROR,
        WARNING
    }

    static List<QualityCheck> all() {
        List<QualityCheck> all = new ArrayList<>();
        for (String file : FILES) {
            String[] blocks = text("/quality/" + file + ".sql").split(BEGIN, -1);
            for (int i = 1; i < blocks.length; i++) all.add(parse(blocks[i]));
        }
        return List.copyOf(all);
    }

    /** A name, a line with severity and rule, and the statement. */
    private static QualityCheck parse(String block) {
        String[] parts = block.split("\n", 3);
        String[] rule = parts[1].substring("-- ".length()).split(": ", 2);
        Severity severity = switch (rule[0]) {
            case "error" -> Severity.ERROR;
            case "warning" -> Severity.WARNING;
            default -> throw new IllegalStateException("no severity: " + parts[1]);
        };
        return new QualityCheck(parts[0].strip(), severity, rule[1].strip(), parts[2].strip());
    }

    private static String text(String resource) {
        try (InputStream in = QualityCheck.class.getResourceAsStream(resource)) {
            if (in == null) throw new IllegalStateException("missing: " + resource);
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
