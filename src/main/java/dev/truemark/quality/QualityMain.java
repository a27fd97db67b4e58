package dev.truemark.quality;

import java.io.PrintStream;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/**
 * Runs all checks once against a live database and says what they found, a line each; {@code docs/data-checks.md} has the command.
 * Ends with 0 if every error is free of violations, with 1 if one is not, and with 2 where the database cannot be asked.
 */
final class QualityMain {
    private static final Duration PATIENCE = Duration.ofMinutes(10);

    private QualityMain() {}

    /** The address is that of the service: {@code QUARKUS_DATASOURCE_JDBC_URL} (or {@code _REACTIVE_URL}), {@code _USERNAME}, {@code _PASSWORD}. */
    public static void main(String[] arguments) {
        System.exit(run(System.getenv(), System.out));
    }

    static int run(Map<String, String> environment, PrintStream out) {
        String url = environment.containsKey("QUARKUS_DATASOURCE_JDBC_URL")
                ? environment.get("QUARKUS_DATASOURCE_JDBC_URL")
                : "jdbc:" + environment.get("QUARKUS_DATASOURCE_REACTIVE_URL");
        Properties user = new Properties();
        user.setProperty("user", environment.getOrDefault("QUARKUS_DATASOURCE_USERNAME", "truemark"));
        user.setProperty("password", environment.getOrDefault("QUARKUS_DATASOURCE_PASSWORD", ""));
        try (Connection connection = connect(url, user)) {
            return report(new QualityRun(PATIENCE).all(connection), out);
        } catch (SQLException e) {
            out.println("The database cannot be asked: SQLSTATE " + e.getSQLState());
            return 2;
        }
    }

    /** The driver is named, since who runs this may have looked for drivers before it was there. */
    private static Connection connect(String url, Properties user) throws SQLException {
        try {
            Class.forName("org.postgresql.Driver");
        } catch (ClassNotFoundException e) {
            throw new SQLException("no driver", "08001", e);
        }
        return DriverManager.getConnection(url, user);
    }

    static int report(List<QualityRun.Finding> findings, PrintStream out) {
        findings.stream()
                .sorted(Comparator.comparing(QualityRun.Finding::isFine).reversed())
                .forEach(each -> print(each, out));
        long failed = findings.stream().filter(each -> !each.isFine()).count();
        boolean wrong = findings.stream()
                .anyMatch(each -> !each.isFine() && each.check().severity() == QualityCheck.Severity.ERROR);
        out.println(findings.size() + " checks, " + failed + " with violations");
        return wrong ? 1 : 0;
    }

    private static void print(QualityRun.Finding finding, PrintStream out) {
        QualityCheck check = finding.check();
        if (finding.isFine()) {
            out.println("ok       " + check.name());
            return;
        }
        out.println((check.severity() == QualityCheck.Severity.ERROR ? "ERROR    " : "warning  ") + check.name() + ": "
                + (finding.violations() < 0 ? "could not be run" : finding.violations() + " violations")
                + ". " + check.description());
        finding.examples().forEach(example -> out.println("           " + example));
    }
}
