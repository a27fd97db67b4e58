package dev.truemark.core.valuation;

import static dev.truemark.core.valuation.Given.direct;
import static dev.truemark.core.valuation.Given.held;
import static dev.truemark.core.valuation.Given.n;
import static dev.truemark.core.valuation.Given.price;
import static dev.truemark.core.valuation.Given.rates;
import static dev.truemark.core.valuation.Given.terms;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** The vectors were computed with sha256sum and with Python's hashlib, as shown in docs/state-hash.md. */
class StateHashTest {
    private static final List<Holding> HOLDINGS = List.of(
            held("SEC_AAPL", "USD", "60.00", "9000.0", "8181.81"),
            held("NO_PRICE", "EUR", "5", "2.5E+2", "250"),
            held("CLOSED", "EUR", "0", "0", "0"));
    private static final List<CashHolding> CASH = List.of(
            new CashHolding("EUR", n("1000.50")), new CashHolding("USD", n("-20")), new CashHolding("CHF", n("0.00")));

    private static PortfolioValue at(String price) {
        return PortfolioValue.of(
                HOLDINGS,
                CASH,
                id -> id.equals("SEC_AAPL") ? price(price, "USD") : Optional.empty(),
                rates(Map.of("USD/EUR", direct("0.9"))),
                terms("EUR"));
    }

    @Test
    void theGoldenVectorOfAState() {
        assertThat(StateHash.of(at("170.000")))
                .isEqualTo("7b7a7c4642b6e93ffe703cc5adbd905c902f4ec776dc6c65c082c981758da450");
    }

    @Test
    void theGoldenVectorOfTheBooks() {
        assertThat(StateHash.ofBooks(HOLDINGS, CASH))
                .isEqualTo("34debf47b80f3623d5a12c30439fcd56f1edd1ee6bc8db5c9654e88fe350127c");
    }

    @Test
    void nothingHashesToTheHashOfNothing() {
        assertThat(StateHash.ofBooks(List.of(), List.of()))
                .isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
    }

    @Test
    void linesSortByBytesAndIdsAreEscaped() {
        List<Holding> odd = List.of(
                held("\uD83D\uDE00", "EUR", "1", "1", "1"),
                held("\uFF5E", "EUR", "1", "1", "1"),
                held("A|B\\C", "EUR", "1", "1", "1"));

        assertThat(StateHash.booksLine(odd.get(2)).text()).isEqualTo("position|A\\pB\\\\C|EUR|1|1|1");
        assertThat(StateHash.ofBooks(odd, List.of()))
                .isEqualTo("75d21712f0e980622ebb5f449f0e52361d1bdd5c5247183bc8b25fe843130d70");
    }

    @Test
    void aDeltaOfOneLineGivesTheHashOfTheWhole() {
        LineHashes kept = new LineHashes();
        PortfolioValue before = at("150");
        before.cash().stream()
                .filter(each -> each.cash().balance().signum() != 0)
                .map(StateHash::stateLine)
                .forEach(kept::put);
        before.positions().stream()
                .filter(each -> each.holding().isOpen())
                .map(StateHash::stateLine)
                .forEach(kept::put);

        kept.put(StateHash.stateLine(at("170").positions().getFirst()));

        assertThat(kept.hash()).isEqualTo("7b7a7c4642b6e93ffe703cc5adbd905c902f4ec776dc6c65c082c981758da450");
    }

    @Test
    void aLineTakenOutLeavesTheHashOfTheRest() {
        LineHashes kept = new LineHashes();
        kept.put(StateHash.booksLine(HOLDINGS.getFirst()));

        kept.remove(StateHash.booksLine(HOLDINGS.getFirst()));

        assertThat(kept.hash()).isEqualTo(StateHash.ofBooks(List.of(), List.of()));
    }
}
