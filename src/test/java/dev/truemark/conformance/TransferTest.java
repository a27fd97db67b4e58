package dev.truemark.conformance;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.path.json.JsonPath;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Transfers between portfolios of one owner carry lots, dates and cost, and follow every change (DEFINITIONS 11). */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class TransferTest {
    private Investor investor;
    private final String security = "MOVED-" + UUID.randomUUID();

    @BeforeEach
    void register() {
        investor = Investor.registered();
    }

    private Map<String, Object> told(String portfolio, String id, String type, String date, int quantity, int gross) {
        Map<String, Object> t = new HashMap<>();
        t.put("transaction_id", id);
        t.put("portfolio_id", portfolio);
        t.put("security_id", security);
        t.put("transaction_type", type);
        t.put("transaction_date", date);
        t.put("quantity", quantity);
        t.put("gross_transaction_amount", gross);
        t.put("currency", "USD");
        return t;
    }

    private Map<String, Object> out(int revision, boolean reversed, int quantity, String target) {
        Map<String, Object> t = told("FROM", "out", "TRANSFER_OUT", "2024-02-01", quantity, 999);
        t.put("revision", revision);
        t.put("reversed", reversed);
        t.put("target_portfolio_id", target);
        return t;
    }

    private void tell(Map<String, Object> transaction) {
        investor.ingest("transactions", List.of(transaction));
    }

    private List<String> lots(String portfolio) {
        JsonPath found = investor.get("/portfolios/" + portfolio + "/lots");
        List<String> lots = new ArrayList<>();
        for (int i = 0; i < found.getList("lots").size(); i++) {
            String at = "lots[" + i + "].";
            lots.add(found.getString(at + "quantity") + " for " + found.getString(at + "cost_basis") + " of "
                    + found.getString(at + "opened_on"));
        }
        return lots;
    }

    private void awaitLots(String portfolio, String... lots) {
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(() -> assertThat(lots(portfolio)).containsExactly(lots));
    }

    private String statusOfSale() {
        return investor.get("/portfolios/TO/transactions", "type", "SELL").getString("transactions[0].status");
    }

    @Test
    void lotsMoveAndFollowEveryChangeOfWhatTheyCameFrom() {
        investor.ingest(
                "transactions",
                List.of(
                        told("FROM", "b1", "BUY", "2024-01-01", 10, 100),
                        told("FROM", "b2", "BUY", "2024-01-02", 10, 200),
                        out(1, false, 15, "TO")));
        awaitLots("TO", "10 for 100 of 2024-01-01", "5 for 100 of 2024-01-02");
        assertThat(lots("FROM")).containsExactly("5 for 100 of 2024-01-02");

        tell(told("TO", "s", "SELL", "2024-03-01", 12, 600));
        awaitLots("TO", "3 for 60 of 2024-01-02");

        // A late buy is the oldest lot: five of it go first, so ten of the others
        tell(told("FROM", "late", "BUY", "2023-12-01", 5, 10));
        awaitLots("TO", "3 for 30 of 2024-01-01");
        assertThat(investor.get("/portfolios/TO/realized-gains").getList("realized_gains.realized_pnl"))
                .containsExactly("240", "280");

        tell(out(2, false, 16, "ELSEWHERE"));
        awaitLots("ELSEWHERE", "5 for 10 of 2023-12-01", "10 for 100 of 2024-01-01", "1 for 20 of 2024-01-02");
        awaitLots("TO");
        assertThat(statusOfSale()).isEqualTo("REJECTED");

        tell(out(3, true, 16, "ELSEWHERE"));
        awaitLots("ELSEWHERE");
        assertThat(lots("FROM")).hasSize(3);
    }

    @Test
    void cashMovesToo() {
        Map<String, Object> deposit = told("FROM", "d", "DEPOSIT", "2024-01-01", 0, 1000);
        Map<String, Object> moved = told("FROM", "out", "TRANSFER_OUT", "2024-02-01", 0, 400);
        moved.put("target_portfolio_id", "TO");
        for (Map<String, Object> each : List.of(deposit, moved)) {
            each.remove("security_id");
            each.remove("quantity");
            tell(each);
        }
        await().atMost(Duration.ofSeconds(60))
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(investor.get("/portfolios/TO/cash").getString("cash[0].balance"))
                                .isEqualTo("400"));
        assertThat(investor.get("/portfolios/FROM/cash").getString("cash[0].balance"))
                .isEqualTo("600");
    }
}
