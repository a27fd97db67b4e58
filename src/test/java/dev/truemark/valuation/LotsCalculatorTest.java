package dev.truemark.valuation;

import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsInAnyOrder;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;
import static org.hamcrest.Matchers.nullValue;

import dev.truemark.portfolio.TestCaller;
import dev.truemark.servers.TruemarkServers;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.ValidatableResponse;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The calculator of lots over HTTP. */
@QuarkusTest
@QuarkusTestResource(TruemarkServers.class)
class LotsCalculatorTest {
    private final TestCaller caller = TestCaller.anybody();

    private ValidatableResponse post(String body) {
        return caller.request()
                .body(body.replace('\'', '"'))
                .post("/api/v1/analytics/lots")
                .then();
    }

    /** The newest close up to the day of the transfer, not that of the day after. */
    @Test
    void unitsThatComeWithoutACostAreWorthTheirMarketValue() {
        post("""
                {'base_currency': 'USD', 'as_of': '2025-03-06', 'transactions': [
                   {'transaction_id': 't', 'transaction_type': 'TRANSFER_IN', 'security_id': 'S', 'transaction_date': '2025-03-04',
                    'quantity': 10, 'currency': 'USD'},
                   {'transaction_id': 'n', 'transaction_type': 'TRANSFER_IN', 'security_id': 'N', 'transaction_date': '2025-03-04',
                    'quantity': 10, 'currency': 'USD'}],
                 'prices': [{'security_id': 'S', 'price_date': '2025-03-03', 'price': '20', 'currency': 'USD'},
                            {'security_id': 'S', 'price_date': '2025-03-05', 'price': '25', 'currency': 'USD'},
                            {'security_id': 'N', 'price_date': '2025-03-03', 'price': '20', 'currency': 'EUR'}]}""")
                .statusCode(200)
                .body("lots", hasSize(1))
                .body("lots[0].cost_basis", equalTo("200"))
                .body("lots[0].basis_estimated", equalTo(true))
                .body("rejected[0].transaction_id", equalTo("n"))
                .body("rejected[0].reason", equalTo("BASIS_UNKNOWN"));
    }

    /** FX-001 of the reference cases: a euro stock in dollars, bought at 1.10, sold in part at 1.20. */
    @Test
    void aForeignPositionIsBookedAndValuedInBothCurrencies() {
        post("""
                {'base_currency': 'USD', 'as_of': '2025-08-15', 'transactions': [
                   {'transaction_id': 'b', 'transaction_type': 'BUY', 'security_id': 'S', 'transaction_date': '2025-08-10',
                    'quantity': 100, 'price': 150, 'currency': 'EUR'},
                   {'transaction_id': 's', 'transaction_type': 'SELL', 'instrument_id': 'SYM', 'security_id': 'S',
                    'transaction_date': '2025-08-15', 'quantity': 40, 'price': 170, 'currency': 'EUR'}],
                 'prices': [{'symbol': 'SYM', 'price_date': '2025-08-15', 'price': '180', 'currency': 'EUR'}],
                 'fx_rates': [{'from_currency': 'EUR', 'to_currency': 'USD', 'rate_date': '2025-08-10', 'rate': '1.10'},
                              {'from_currency': 'EUR', 'to_currency': 'USD', 'rate_date': '2025-08-15', 'rate': '1.20'}]}""")
                .statusCode(200)
                .body("cash_tracking", equalTo("IMPLIED"))
                .body("positions[0].quantity", equalTo("60"))
                .body("positions[0].cost_basis_base", equalTo("9900"))
                .body("positions[0].market_value_base", equalTo("12960"))
                .body("positions[0].unrealized_pnl_base", equalTo("3060"))
                .body("lots[0].lot_id", equalTo("b.0"))
                .body("lots[0].average_cost", equalTo("150"))
                .body("realized_gains[0].realized_pnl", equalTo("800"))
                .body("realized_gains[0].realized_pnl_base", equalTo("1560"))
                .body("realized_gains[0].price_effect_base", equalTo("960"))
                .body("realized_gains[0].fx_effect_base", equalTo("600"))
                .body("totals.realized_pnl_base", equalTo("1560"))
                .body("quality.status", equalTo("COMPLETE"))
                .body("rejected", empty());
    }

    /** 1000 EUR at 1.10; half of them for 600 USD; the other half is worth 1.30. */
    @Test
    void cashSaysWhatItsExchangeHasGained() {
        post("""
                {'base_currency': 'USD', 'as_of': '2024-03-01', 'transactions': [
                   {'transaction_type': 'DEPOSIT', 'transaction_date': '2024-01-01', 'amount': 1000, 'currency': 'EUR'},
                   {'transaction_type': 'FX_CONVERSION', 'transaction_date': '2024-02-01', 'quantity': 600, 'amount': 500,
                    'trade_currency': 'EUR', 'currency': 'USD'}],
                 'fx_rates': [{'from_currency': 'EUR', 'to_currency': 'USD', 'rate_date': '2024-01-01', 'rate': '1.10'},
                              {'from_currency': 'EUR', 'to_currency': 'USD', 'rate_date': '2024-03-01', 'rate': '1.30'}]}""")
                .statusCode(200)
                .body("cash.currency", contains("EUR", "USD"))
                .body("cash[0].balance", equalTo("500"))
                .body("cash[0].cost_basis_base", equalTo("550"))
                .body("cash[0].unrealized_fx_base", equalTo("100"))
                .body("cash[0].realized_fx_base", equalTo("50"))
                .body("cash[1].balance_base", equalTo("600"))
                .body("totals.total_value", equalTo("1250"))
                .body("totals.realized_fx_base", equalTo("50"));
    }

    @Test
    void aMergerMovesLotsAndWhatCannotBeBookedSaysWhy() {
        post("""
                {'base_currency': 'USD', 'method': 'LIFO', 'transactions': [
                   {'transaction_type': 'BUY', 'security_id': 'A', 'transaction_date': '2024-01-01', 'quantity': 10, 'price': 10},
                   {'transaction_type': 'MERGER', 'security_id': 'A', 'target_security_id': 'B', 'ratio': '0.5',
                    'transaction_date': '2024-02-01'},
                   {'transaction_type': 'SELL', 'security_id': 'A', 'transaction_date': '2024-03-01', 'quantity': 1, 'price': 9}]}""")
                .statusCode(200)
                .body("method", equalTo("LIFO"))
                .body("lots", hasSize(1))
                .body("lots[0].security_id", equalTo("B"))
                .body("lots[0].quantity", equalTo("5"))
                .body("lots[0].opened_on", equalTo("2024-01-01"))
                .body("positions[0].market_value", nullValue())
                .body("quality.missing", contains("B"))
                .body("rejected.transaction_id", contains("t2"))
                .body("rejected.reason", contains("NOTHING_HELD"));
    }

    @Test
    void theNewestRevisionCountsAndAReversalTakesAway() {
        post("""
                {'transactions': [
                   {'transaction_id': 'a', 'transaction_type': 'BUY', 'security_id': 'A', 'transaction_date': '2024-01-01',
                    'quantity': 10, 'price': 10, 'currency': 'USD'},
                   {'transaction_id': 'a', 'revision': 2, 'transaction_type': 'BUY', 'security_id': 'A',
                    'transaction_date': '2024-01-01', 'quantity': 5, 'price': 10, 'currency': 'USD'},
                   {'transaction_id': 'b', 'reversed': true, 'transaction_type': 'BUY', 'security_id': 'A',
                    'transaction_date': '2024-01-01', 'quantity': 5, 'price': 10, 'currency': 'USD'}]}""").statusCode(200).body("base_currency", equalTo("USD")).body("positions.quantity", contains("5"));
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'base_currency': 'USD'} | transactions
        {'base_currency': 'usd', 'transactions': []} | base_currency
        {'base_currency': 'USD', 'transactions': [], 'metod': 'FIFO'} | metod
        {'base_currency': 'USD', 'transactions': [], 'method': 'NIFO'} | method
        {'base_currency': 'USD', 'transactions': [5]} | transactions[0]
        {'base_currency': 'USD', 'transactions': [{'transaction_type':'DEPOSIT','transaction_date':'2024-01-01','amount':1,'colour':'red'}]} | transactions[0].colour
        {'base_currency': 'USD', 'transactions': [{'transaction_type':'DEPOSIT','transaction_date':'2024-01-01'}]} | transactions[0].gross_transaction_amount
        {'base_currency': 'USD', 'transactions': [], 'prices': [{'price': 5}]} | prices[0].security_id,prices[0].price_date,prices[0].currency
        {'base_currency': 'USD', 'transactions': [], 'fx_rates': [{'from_currency':'EUR','to_currency':'USD','rate_date':'2024-01-01','rate':0}]} | fx_rates[0].rate
        """)
    void refuses(String body, String fields) {
        post(body).statusCode(422).body("errors.field", containsInAnyOrder(fields.split(",")));
    }

    @Test
    void theSameRevisionTwiceIsRefused() {
        String deposit =
                "{'transaction_id':'a','transaction_type':'DEPOSIT','transaction_date':'2024-01-01','amount':1,'currency':'USD'}";
        post("{'transactions': [%s, %s]}".formatted(deposit, deposit))
                .statusCode(422)
                .body("errors.code", contains("DUPLICATE"));
    }
}
