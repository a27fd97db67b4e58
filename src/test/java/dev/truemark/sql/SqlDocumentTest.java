package dev.truemark.sql;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.ConfigProvider;
import org.junit.jupiter.api.Test;

/** What is written about the views is true, and who may read them can. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class SqlDocumentTest {
    private static final Path DOCUMENT = Path.of("docs", "sql.md");
    private static final String BEGIN = "<!-- views: made from the catalogue -->\n";
    private static final Pattern QUERY = Pattern.compile("<!-- sql -->\\n```sql\\n(.*?)\\n```", Pattern.DOTALL);
    private static final List<String> PROMISED = List.of(
            "stg_trades",
            "stg_prices",
            "stg_cash_events",
            "dim_account",
            "dim_symbol",
            "dim_date",
            "fact_trades",
            "fact_positions_daily",
            "fact_portfolio_value_daily",
            "fact_pnl_daily",
            "daily_returns",
            "cumulative_returns",
            "drawdown",
            "rolling_volatility");

    @Inject
    SqlViews views;

    private Collection<SqlView> all() {
        return views.all().await().indefinitely().values();
    }

    @Test
    void theDocumentSaysWhatTheCatalogueSays() throws IOException {
        StringBuilder catalogue = new StringBuilder();
        for (SqlView view : all()) {
            catalogue.append("\n### `").append(view.name()).append("`\n\n").append(view.description());
            catalogue.append("\n\n| column | type | meaning |\n|---|---|---|\n");
            for (SqlView.Column column : view.columns()) {
                catalogue
                        .append("| `")
                        .append(column.name())
                        .append("` | ")
                        .append(column.type())
                        .append(" | ");
                catalogue.append(column.description()).append(" |\n");
            }
        }
        String document = Files.readString(DOCUMENT);
        int begin = document.indexOf(BEGIN) + BEGIN.length();
        if (Boolean.getBoolean("sql.update")) {
            Files.writeString(DOCUMENT, document.substring(0, begin) + catalogue);
        } else {
            assertThat(document.substring(begin))
                    .as("run with -Dsql.update=true")
                    .isEqualTo(catalogue.toString());
        }
    }

    @Test
    void everyPromisedViewIsThereAndEveryColumnIsDescribed() {
        assertThat(all()).extracting(SqlView::name).containsAll(PROMISED);
        for (SqlView view : all()) {
            assertThat(view.description()).as(view.name()).isNotBlank();
            assertThat(view.columns())
                    .allSatisfy(column -> assertThat(column.description())
                            .as(view.name() + "." + column.name())
                            .isNotBlank());
        }
    }

    @Test
    void theQueriesOfTheReadmeRun() throws Exception {
        List<String> queries = QUERY.matcher(Files.readString(Path.of("README.md")))
                .results()
                .map((MatchResult match) -> match.group(1))
                .toList();
        assertThat(queries).hasSizeGreaterThanOrEqualTo(4);
        try (Connection connection = as("truemark");
                Statement statement = connection.createStatement()) {
            for (String query : queries) {
                try (ResultSet rows = statement.executeQuery(query)) {
                    assertThat(rows.getMetaData().getColumnCount()).isPositive();
                }
            }
        }
    }

    @Test
    void theAnalystReadsTheViewsAndNothingElse() throws SQLException {
        try (Connection root = as("postgres");
                Statement statement = root.createStatement()) {
            statement.execute(
                    "DO $$ BEGIN CREATE ROLE truemark_analyst NOLOGIN; EXCEPTION WHEN duplicate_object THEN NULL; END $$");
        }
        try (Connection owner = as("truemark");
                Statement statement = owner.createStatement();
                ResultSet admitted = statement.executeQuery("SELECT analytics_parts.admit_analyst()")) {
            admitted.next();
            assertThat(admitted.getBoolean(1)).isTrue();
        }
        try (Connection root = as("postgres");
                Statement statement = root.createStatement()) {
            statement.execute("SET ROLE truemark_analyst");
            for (String view : PROMISED) {
                try (ResultSet rows = statement.executeQuery("SELECT * FROM analytics." + view + " LIMIT 1")) {
                    assertThat(rows.getMetaData().getColumnCount()).as(view).isPositive();
                }
            }
            for (String refused : List.of(
                    "SELECT * FROM portfolio",
                    "SELECT * FROM app_user",
                    "SELECT * FROM analytics_parts.account",
                    "SELECT * FROM analytics_parts.value_days(1)",
                    "CREATE TABLE analytics.mine (n int)")) {
                assertThat(stateOf(statement, refused)).as(refused).isEqualTo("42501");
            }
        }
    }

    /** 42501 is insufficient_privilege. */
    private static String stateOf(Statement statement, String sql) {
        try {
            statement.execute(sql);
            return "none";
        } catch (SQLException refused) {
            return refused.getSQLState();
        }
    }

    /** The superuser of the tests' server has the same password as the owner of the database. */
    private static Connection as(String user) throws SQLException {
        var config = ConfigProvider.getConfig();
        return DriverManager.getConnection(
                config.getValue("quarkus.datasource.jdbc.url", String.class),
                user,
                config.getValue("quarkus.datasource.password", String.class));
    }
}
