package dev.truemark.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.NullNode;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * Reference cases from other systems' tests, fed in and read through the HTTP interface. Every expected figure of a case
 * must be understood: one that is not fails, so that a new case is never passed by ignoring it.
 */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class ConformanceTest {
    private static final Path CASES = Path.of("src/test/resources/conformance");

    @TestFactory
    Stream<DynamicTest> cases() throws IOException {
        try (Stream<Path> files = Files.list(CASES)) {
            return files
                    .filter(f -> f.toString().endsWith(".json"))
                    .sorted()
                    .map(ConformanceCase::read)
                    .toList()
                    .stream()
                    .map(c -> DynamicTest.dynamicTest(c.id() + ": " + c.title(), () -> check(c)));
        }
    }

    private static void check(ConformanceCase c) {
        if (CalculatorCases.understands(c)) {
            CalculatorCases.check(c);
        } else if (BondCases.understands(c)) {
            BondCases.check(c);
        } else {
            new Run(c).check();
            new Run(c).checkCalculator();
        }
    }

    /** One case on accounts and securities of its own. */
    private static final class Run {
        private final ConformanceCase c;
        private final Investor investor = Investor.registered();
        private final String run = UUID.randomUUID().toString().substring(0, 8);
        private final UnaryOperator<String> security;

        Run(ConformanceCase c) {
            this.c = c;
            this.security = name -> c.id() + "-" + name + "-" + run;
        }

        void check() {
            if (!c.prices(security).isEmpty()) investor.ingest("market-prices", c.prices(security));
            if (!c.rates().isEmpty()) investor.ingest("fx-rates", c.rates());
            if (c.expected().containsKey("fifo")) {
                checkMethod("FIFO", c.expected().get("fifo"));
                checkMethod("AVERAGE", c.expected().get("moving_average"));
                return;
            }
            Account account = open("P", new HashMap<>(c.policy()));
            tell("P", "transactions");
            tell("P", "ingest_first");
            expect(account, "history_before_backdated");
            tell("P", "ingest_later_backdated");
            c.expected().forEach((figure, value) -> account.check(figure, value));
            checkReturns(account);
        }

        private void checkReturns(Account account) {
            String performance = "/portfolios/P/performance";
            c.expected()
                    .getOrDefault("daily_return", NullNode.getInstance())
                    .properties()
                    .forEach(day -> {
                        JsonPath found = investor.get(performance, "from", day.getKey(), "to", day.getKey());
                        account.same(day.getKey(), found.getString("linked_return"), day.getValue());
                    });
            if (c.expected().containsKey("twr_from_first_close")) {
                String whole = investor.get(performance, "as_of", c.lastDate()).getString("linked_return");
                account.same("twr_from_first_close", whole, c.expected().get("twr_from_first_close"));
            }
        }

        /** The same case once more, by the calculator: nothing is told, everything is brought. */
        void checkCalculator() {
            if (c.expected().containsKey("fifo")) {
                calculated("FIFO", c.expected().get("fifo"));
                calculated("AVERAGE", c.expected().get("moving_average"));
                return;
            }
            Account account = new Account(c, brought("FIFO", "transactions", "ingest_first"), security);
            expect(account, "history_before_backdated");
            Account later =
                    new Account(c, brought("FIFO", "transactions", "ingest_first", "ingest_later_backdated"), security);
            c.expected().forEach(later::check);
        }

        private void calculated(String method, JsonNode figures) {
            Account account = new Account(c, brought(method, "transactions"), security);
            figures.properties().forEach(f -> account.check(f.getKey(), f.getValue()));
        }

        private Figures brought(String method, String... phases) {
            List<Map<String, Object>> transactions = new ArrayList<>();
            for (String phase : phases) transactions.addAll(c.transactions(phase, "P", security));
            Map<String, Object> body = new HashMap<>(c.policy());
            body.put("method", method);
            body.put("transactions", transactions);
            body.put("prices", c.prices(security));
            body.put("fx_rates", c.rates());
            return (path, asOf) -> {
                body.put("as_of", asOf);
                return investor.request()
                        .contentType(ContentType.JSON)
                        .body(body)
                        .post("/api/v1/analytics/lots")
                        .then()
                        .statusCode(200)
                        .extract()
                        .jsonPath();
            };
        }

        private void expect(Account account, String history) {
            if (c.expected().containsKey(history)) account.history(c.expected().get(history));
        }

        private void checkMethod(String method, JsonNode figures) {
            Map<String, String> policy = new HashMap<>(c.policy());
            policy.put("cost_method", method);
            Account account = open(method, policy);
            tell(method, "transactions");
            figures.properties().forEach(f -> account.check(f.getKey(), f.getValue()));
        }

        private Account open(String portfolio, Map<String, String> policy) {
            investor.open(portfolio, policy);
            return new Account(
                    c, (path, asOf) -> investor.get("/portfolios/" + portfolio + "/" + path, "as_of", asOf), security);
        }

        private void tell(String portfolio, String phase) {
            List<Map<String, Object>> told = c.transactions(phase, portfolio, security);
            if (!told.isEmpty()) investor.ingest("transactions", told);
        }
    }

    /** Where figures are read: below a portfolio by path, or in the calculator's one answer, which has them all. */
    private interface Figures {
        JsonPath get(String path, String asOf);
    }

    /** One portfolio's figures against those of the case. */
    private record Account(ConformanceCase c, Figures figures, UnaryOperator<String> security) {
        private JsonPath valuation(String asOf) {
            return figures.get("valuation", asOf);
        }

        private String position(String asOf, String securityName, String field) {
            return valuation(asOf)
                    .getString("positions.find { it.security_id == '%s' }.%s"
                            .formatted(security.apply(securityName), field));
        }

        private BigDecimal realized(String field) {
            JsonPath gains = figures.get("realized-gains", c.lastDate());
            return gains.getList("realized_gains." + field, String.class).stream()
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
        }

        void check(String figure, JsonNode expected) {
            String date = c.lastDate();
            switch (figure) {
                case "final_quantity", "quantity" -> same(figure, position(date, "S", "quantity"), expected);
                case "final_cost_basis", "cost_basis", "remaining_cost", "cost_local" ->
                    same(figure, position(date, "S", "cost_basis"), expected);
                case "cost_base" -> same(figure, position(date, "S", "cost_basis_base"), expected);
                case "market_value_local" -> same(figure, position(date, "S", "market_value"), expected);
                case "market_value_base" -> same(figure, position(date, "S", "market_value_base"), expected);
                case "unrealized_gain", "unrealized_local" ->
                    same(figure, position(date, "S", "unrealized_pnl"), expected);
                case "unrealized_base" -> same(figure, position(date, "S", "unrealized_pnl_base"), expected);
                case "realized_gain", "realized_local", "realized_gain_of_backdated_sell" ->
                    same(figure, realized("realized_pnl").toPlainString(), expected);
                case "realized_base" ->
                    same(figure, realized("realized_pnl_base").toPlainString(), expected);
                case "realized_split" -> {
                    same(
                            figure,
                            realized("price_effect_base").toPlainString(),
                            expected.get("price_effect_at_sell_rate"));
                    same(figure, realized("fx_effect_base").toPlainString(), expected.get("fx_effect"));
                }
                case "end_of_day_market_value" ->
                    byDate(
                            expected,
                            (day, value) ->
                                    same(figure + " " + day, valuation(day).getString("totals.total_value"), value));
                case "cash_balance" ->
                    byDate(
                            expected,
                            (day, value) ->
                                    same(figure + " " + day, valuation(day).getString("totals.cash_balance"), value));
                case "history_after" -> history(expected);
                case "history_before_backdated" -> {}
                // What a wrong rule would give, and returns, which only portfolios have.
                case "wrong_if_cost_at_sell_rate", "daily_return", "twr_from_first_close" -> {}
                case "average_cost" -> {
                    same(figure, realized("realized_pnl").toPlainString(), expected.get("realized"));
                    same(figure, position(date, "S", "cost_basis"), expected.get("final_cost"));
                }
                case "income_total" -> same(figure, income(), expected);
                default -> dated(figure, expected);
            }
        }

        /** {@code realized_gain_2025-08-22}, {@code end_of_day_market_value_…}, {@code unrealized_…} per security. */
        private void dated(String figure, JsonNode expected) {
            int at = figure.lastIndexOf('_');
            String name = figure.substring(0, at);
            String day = figure.substring(at + 1);
            switch (name) {
                case "realized_gain" -> same(figure, realized("realized_pnl").toPlainString(), expected);
                case "end_of_day_market_value" ->
                    same(figure, valuation(day).getString("totals.total_value"), expected);
                case "unrealized" ->
                    expected.properties()
                            .forEach(s -> same(
                                    figure + " " + s.getKey(),
                                    position(day, s.getKey(), "unrealized_pnl"),
                                    s.getValue()));
                default -> fail("%s expects %s, which this test does not understand", c.id(), figure);
            }
        }

        private String income() {
            return figures.get("positions", c.lastDate()).getList("positions.income", String.class).stream()
                    .map(BigDecimal::new)
                    .reduce(BigDecimal.ZERO, BigDecimal::add)
                    .toPlainString();
        }

        void history(JsonNode days) {
            for (JsonNode day : days) {
                String date = day.get("date").asText();
                same("quantity on " + date, position(date, "S", "quantity"), day.get("quantity"));
                same("cost on " + date, position(date, "S", "cost_basis"), day.get("cost_basis"));
                same("value on " + date, position(date, "S", "market_value"), day.get("market_value"));
                same("gain on " + date, position(date, "S", "unrealized_pnl"), day.get("unrealized_gain"));
            }
        }

        private void same(String figure, String actual, JsonNode expected) {
            assertThat(actual).as(figure).isNotNull();
            assertThat(new BigDecimal(actual)).as(figure).isCloseTo(expected.decimalValue(), within(c.tolerance()));
        }

        private static void byDate(JsonNode expected, java.util.function.BiConsumer<String, JsonNode> check) {
            expected.properties().forEach(e -> check.accept(e.getKey(), e.getValue()));
        }
    }
}
