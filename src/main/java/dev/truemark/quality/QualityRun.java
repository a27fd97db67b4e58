package dev.truemark.quality;

import java.sql.Array;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Runs checks over JDBC, one after the other, each in a snapshot of its own that it can only read. */
final class QualityRun {
    private static final int EXAMPLES = 5;
    private static final String COUNTED =
            "SELECT count(*), (array_agg(v.violation ORDER BY v.violation))[1:" + EXAMPLES + "] FROM (%s) v";

    private final Duration patience;

    /** @param patience for one check */
    QualityRun(Duration patience) {
        this.patience = patience;
    }

    /**
     * What a check found.
     *
     * @param violations how many; -1 where the check could not be run
     * @param examples   where, the first few; or why it could not be run
     */
    record Finding(QualityCheck check, long violations, List<String> examples) {
        static final long NOT_RUN = -1;

        boolean isFine() {
            return violations == 0;
        }
    }

    List<Finding> all(Connection connection) throws SQLException {
        connection.setAutoCommit(false);
        connection.setReadOnly(true);
        try {
            List<Finding> findings = new ArrayList<>();
            for (QualityCheck check : QualityCheck.all()) {
                findings.add(tried(connection, check));
                connection.rollback();
            }
            return findings;
        } finally {
            connection.rollback();
            connection.setReadOnly(false);
            connection.setAutoCommit(true);
        }
    }

    private Finding tried(Connection connection, QualityCheck check) {
        try {
            return one(connection, check);
        } catch (SQLException e) {
            return new Finding(check, Finding.NOT_RUN, List.of("SQLSTATE " + e.getSQLState()));
        }
    }

    /** Within the transaction at hand. */
    Finding one(Connection connection, QualityCheck check) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET LOCAL statement_timeout = " + patience.toMillis());
            try (ResultSet rows = statement.executeQuery(COUNTED.formatted(check.sql()))) {
                rows.next();
                Array examples = rows.getArray(2);
                List<String> first = examples == null ? List.of() : List.of((String[]) examples.getArray());
                return new Finding(check, rows.getLong(1), first);
            }
        }
    }
}
