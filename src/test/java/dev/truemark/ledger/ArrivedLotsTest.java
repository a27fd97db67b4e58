package dev.truemark.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.core.ledger.Terms.GivenLot;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** Lots of another portfolio as a fact of this one. */
class ArrivedLotsTest {
    private static final String SENT = """
            {"portfolio_id": "Q", "source": "transfer:p", "transaction_id": "api/out", "revision": 7, "trade_date": "2024-02-01",
             "security_id": "S", "quantity": "10", "gross_transaction_amount": "0", "currency": "EUR", "base_currency": "USD",
             "lots": [{"quantity": "10", "opened_on": "2020-01-01", "cost": "100", "cost_base": "110"}]}""";

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }

    @Test
    void keepsDatesAndCostsAndStandsAfterWhatLeavesOnTheDay() throws JsonProcessingException {
        Fact fact = ArrivedLots.inBaseOf(ArrivedLots.fact(json(SENT)), "USD");

        assertThat(fact.key()).isEqualTo(new TransactionKey("transfer:p", "api/out"));
        assertThat(fact.revision()).isEqualTo(7);
        assertThat(fact.order().rank()).isEqualTo(6);
        GivenLot lot = FactTerms.of(fact).given().getFirst();
        assertThat(lot.openedOn().orElseThrow()).hasToString("2020-01-01");
        assertThat(lot.costBase()).contains(BaseAmount.of(new BigDecimal("110")));
    }

    @Test
    void aCostInAnotherBaseCurrencyIsConvertedAgain() throws JsonProcessingException {
        Fact fact = ArrivedLots.inBaseOf(ArrivedLots.fact(json(SENT)), "CHF");

        assertThat(FactTerms.of(fact).given().getFirst().costBase()).isEmpty();
        assertThat(FactTerms.of(fact).given().getFirst().cost()).isEqualByComparingTo("100");
    }

    @Test
    void theSameLotsOfALaterRevisionAreTheSameContent() throws JsonProcessingException {
        assertThat(ArrivedLots.fact(json(SENT.replace("7", "8"))).contentHash())
                .isEqualTo(ArrivedLots.fact(json(SENT)).contentHash());
    }

    @Test
    void refusesARecordWithoutItsFields() {
        assertThatThrownBy(() -> ArrivedLots.fact(json("{\"source\": \"transfer:p\"}")))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
