package dev.truemark.ingest.format;

import static dev.truemark.ingest.format.Told.BUY;
import static dev.truemark.ingest.format.Told.READING;
import static dev.truemark.ingest.format.Told.errors;
import static dev.truemark.ingest.format.Told.json;
import static dev.truemark.ingest.format.Told.transaction;
import static dev.truemark.ingest.format.Told.with;
import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.ledger.TransactionType;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ReceivedTransactionTest {

    @Test
    void aBuyIsReadWithItsDefaults() {
        ReceivedTransaction buy = transaction(json(BUY));

        assertThat(buy.key()).isEqualTo(new TransactionKey("api", "T1"));
        assertThat(buy.revision()).isOne();
        assertThat(buy.reversed()).isFalse();
        assertThat(buy.type()).isEqualTo(TransactionType.BUY);
        assertThat(buy.symbol()).isEqualTo("AAPL");
        assertThat(buy.securityId()).isEqualTo("SEC_AAPL");
        assertThat(buy.tradeDate()).isEqualTo(LocalDate.of(2025, 7, 20));
        assertThat(buy.tradeTime()).isNull();
        assertThat(buy.gross()).isEqualByComparingTo("15000");
        assertThat(buy.fees()).isEqualTo(BigDecimal.ZERO);
        assertThat(buy.details()).isNull();
    }

    @Test
    void bothSpellingsAreTheSameContent() {
        ReceivedTransaction camel = transaction(json("""
                {'transactionId':'T1','portfolioId':'P','instrumentId':'AAPL','securityId':'SEC_AAPL',
                 'transactionDate':'2025-07-20','transactionType':'BUY','quantity':'100.00','price':'1.5e2','tradeCurrency':'USD'}"""));

        assertThat(camel).isEqualTo(transaction(json(BUY)));
    }

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource({
        "2025-07-20T09:30:00Z,        2025-07-20T09:30:00Z",
        "2025-07-20T23:30:00-02:00,   2025-07-21T01:30:00Z",
        "2025-07-20T09:30:00,         2025-07-20T09:30:00Z",
        "2025-07-20T09:30,            2025-07-20T09:30:00Z",
        "2025-07-20T09:30:00.1234567Z,2025-07-20T09:30:00.123456Z"
    })
    void aTimeIsNormalisedToAnInstantInMicroseconds(String told, Instant read) {
        ReceivedTransaction buy = transaction(with(BUY, "{'transaction_date':'" + told + "'}"));

        assertThat(buy.tradeTime()).isEqualTo(read);
        assertThat(buy.tradeDate()).isEqualTo(LocalDate.parse(read.toString().substring(0, 10)));
    }

    @ParameterizedTest(name = "a buy with {0} is refused: {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'transaction_id':null}                            | transaction_id REQUIRED
        {'transaction_id':' '}                             | transaction_id BLANK
        {'transaction_id':true}                            | transaction_id WRONG_TYPE
        {'transaction_id':'a\\u0000b'}                     | transaction_id INVALID_CHARACTERS
        {'transaction_id':'a\\ud800b'}                     | transaction_id INVALID_CHARACTERS
        {'portfolio_id':null}                              | portfolio_id REQUIRED
        {'portfolio_id':''}                                | portfolio_id REQUIRED
        {'transaction_type':null}                          | transaction_type REQUIRED
        {'transaction_type':'GIFT'}                        | transaction_type UNKNOWN_VALUE
        {'transaction_date':null}                          | transaction_date REQUIRED
        {'transaction_date':'20.07.2025'}                  | transaction_date WRONG_FORMAT
        {'transaction_date':'2025-02-30'}                  | transaction_date WRONG_FORMAT
        {'transaction_date':20250720}                      | transaction_date WRONG_FORMAT
        {'transaction_date':'1799-12-31'}                  | transaction_date DATE_OUT_OF_RANGE
        {'transaction_date':'2025-08-03'}                  | transaction_date FUTURE_DATE
        {'transaction_date':'2025-08-02T12:00:01Z'}        | transaction_date FUTURE_DATE
        {'settlement_date':'2025-07-01'}                   | settlement_date BEFORE_TRADE
        {'quantity':null}                                  | quantity NOT_POSITIVE
        {'quantity':0}                                     | quantity NOT_POSITIVE
        {'quantity':-1}                                    | quantity NEGATIVE
        {'quantity':'NaN'}                                 | quantity NUMBER_NOT_FINITE
        {'quantity':'-Infinity'}                           | quantity NUMBER_NOT_FINITE
        {'quantity':'ten'}                                 | quantity NOT_A_NUMBER
        {'quantity':[1]}                                   | quantity WRONG_TYPE
        {'quantity':true}                                  | quantity WRONG_TYPE
        {'quantity':1e20}                                  | quantity NUMBER_TOO_LARGE
        {'quantity':1e999999999}                           | quantity NUMBER_TOO_LARGE
        {'quantity':1e-19}                                 | quantity TOO_MANY_DECIMALS
        {'price':null}                                     | price REQUIRED
        {'price':'-0.01'}                                  | price NEGATIVE
        {'gross_transaction_amount':15076}                 | gross_transaction_amount GROSS_MISMATCH
        {'gross_transaction_amount':150}                   | gross_transaction_amount GROSS_MISMATCH
        {'fees':-1}                                        | fees NEGATIVE
        {'fees':'x','taxes':'y'}                           | fees NOT_A_NUMBER,taxes NOT_A_NUMBER
        {'trade_currency':null}                            | trade_currency REQUIRED
        {'trade_currency':'usd'}                           | trade_currency UNKNOWN_CURRENCY
        {'currency':'EUR'}                                 | currency CURRENCY_MISMATCH
        {'security_id':null,'instrument_id':null}          | security_id REQUIRED
        {'symbol':'MSFT'}                                  | instrument_id AMBIGUOUS
        {'securityId':'SEC_MSFT'}                          | security_id AMBIGUOUS
        {'revision':0}                                     | revision NOT_A_COUNT
        {'revision':1.5}                                   | revision NOT_A_COUNT
        {'revision':12345678901}                           | revision NOT_A_COUNT
        {'reversed':'perhaps'}                             | reversed WRONG_TYPE
        {'fx_rate':0}                                      | fx_rate NOT_POSITIVE
        {'cost_fraction':'1.1'}                            | cost_fraction TOO_LARGE
        {'lots':{}}                                        | lots WRONG_TYPE
        {'lots':[{'quantity':1}]}                          | lots INVALID
        {'lots':[{'quantity':-1,'transaction_id':'T0'}]}   | lots INVALID
        {'transaction_type':'SPLIT'}                       | ratio REQUIRED
        {'transaction_type':'SPLIT','ratio':0}             | ratio NOT_POSITIVE
        {'transaction_type':'FX_CONVERSION'}               | currency REQUIRED
        {'transaction_type':'FX_CONVERSION','currency':'EUR','quantity':null} | quantity NOT_POSITIVE
        {'transaction_type':'STOCK_DIVIDEND','quantity':null} | ratio REQUIRED
        {'transaction_type':'SPIN_OFF','ratio':1}          | target_security_id REQUIRED,cost_fraction REQUIRED
        {'transaction_type':'SPIN_OFF','cost_fraction':'.1','ratio':1,'target_security_id':'SEC_AAPL'} | target_security_id SAME_SECURITY
        {'transaction_type':'MERGER','quantity':null,'price':null} | gross_transaction_amount REQUIRED
        {'transaction_type':'MERGER','quantity':null,'target_security_id':'T'} | ratio REQUIRED
        {'transaction_type':'MERGER','quantity':null,'ratio':1,'target_security_id':'T','amount':5} | cost_fraction REQUIRED
        {'transaction_type':'MERGER','ratio':1,'target_security_id':'T','cost_fraction':'0.5'} | gross_transaction_amount REQUIRED
        {'transaction_type':'RIGHTS_ISSUE','target_security_id':'T','amount':5} | gross_transaction_amount NOT_ALLOWED
        {'transaction_type':'RIGHTS_ISSUE','quantity':null} | quantity NOT_POSITIVE
        {'transaction_type':'REDEMPTION','price':null}     | gross_transaction_amount REQUIRED
        {'transaction_type':'AMORTIZATION','price':null}   | gross_transaction_amount REQUIRED
        {'transaction_type':'ADJUSTMENT','quantity':null,'price':null} | gross_transaction_amount REQUIRED
        {'transaction_type':'ADJUSTMENT','quantity':-5,'price':null,'amount':5} | gross_transaction_amount NOT_ALLOWED
        {'transaction_type':'SELL','lots':[{'transaction_id':'a','quantity':99}]} | lots LOTS_MISMATCH
        {'transaction_type':'SELL','lots':[{'cost':5,'quantity':100}]} | lots INVALID
        {'transaction_type':'TRANSFER_IN','lots':[{'transaction_id':'a','quantity':100}]} | lots INVALID
        {'transaction_type':'TRANSFER_OUT','target_portfolio_id':'P'} | target_portfolio_id SAME_PORTFOLIO
        {'transaction_type':'TRANSFER_IN','target_portfolio_id':'Q'} | target_portfolio_id NOT_ALLOWED
        {'source':'transfer:x'}                            | source RESERVED
        {'transaction_type':'DEPOSIT','price':null}        | gross_transaction_amount REQUIRED
        {'transaction_type':'DEPOSIT','amount':-5,'price':null} | gross_transaction_amount NEGATIVE
        """)
    void refuses(String change, String expected) {
        String sent = change.replace("\\\\", "\\");

        assertThat(errors(ReceivedTransaction.parse(with(BUY, sent), READING))).containsExactly(expected.split(","));
    }

    @ParameterizedTest(name = "a buy with {0} is read")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {'quantity':'99999999999999999999','gross_transaction_amount':'1','price':null}
        {'quantity':'0.000000000000000001'}
        {'quantity':'1.000000000000000000000'}
        {'quantity':1e2}
        {'price':0,'gross_transaction_amount':0}
        {'price':null,'gross_transaction_amount':15000}
        {'gross_transaction_amount':15075.01}
        {'transaction_date':'2025-08-02'}
        {'transaction_type':'buy'}
        {'trade_currency':null,'currency':'USD'}
        {'trade_currency':'USD','currency':'USD'}
        {'transaction_type':'FX_CONVERSION','currency':'EUR'}
        {'transaction_type':'SPLIT','ratio':'0.5'}
        {'transaction_type':'STOCK_DIVIDEND'}
        {'transaction_type':'SPIN_OFF','cost_fraction':'.1','target_security_id':'T','ratio':'0.5'}
        {'transaction_type':'MERGER','quantity':null,'price':null,'amount':500}
        {'transaction_type':'MERGER','target_security_id':'T','ratio':1,'amount':12}
        {'transaction_type':'MERGER','target_security_id':'T','quantity':null,'ratio':1,'cost_fraction':'.5','amount':12}
        {'transaction_type':'RIGHTS_ISSUE'}
        {'transaction_type':'RIGHTS_ISSUE','target_security_id':'T'}
        {'transaction_type':'REDEMPTION','quantity':null,'price':null,'amount':15000}
        {'transaction_type':'AMORTIZATION','quantity':null,'price':null,'amount':15}
        {'transaction_type':'ADJUSTMENT','quantity':-5,'price':null}
        {'transaction_type':'ADJUSTMENT','quantity':null,'price':null,'amount':-5}
        {'transaction_type':'SELL','lots':[{'transaction_id':'a','quantity':'60'},{'lot_id':'b','source':'x','quantity':40}]}
        {'transaction_type':'TRANSFER_IN','lots':[{'opened_on':'2020-01-31','quantity':100,'cost':'9000','cost_base':'8000'}]}
        {'transaction_type':'INTEREST','quantity':null,'price':null,'amount':'-1.25'}
        {'transaction_type':'DEPOSIT','security_id':null,'instrument_id':null,'amount':15000}
        {'instrument_id':4711}
        {'somebodys_field':{'any':['thing']}}
        {'notes':`two\\nlines`}
        """)
    void reads(String change) {
        assertThat(errors(ReceivedTransaction.parse(with(BUY, change.replace('`', '\'')), READING)))
                .isEmpty();
    }

    @Test
    void everythingThatIsWrongIsNamedAtOnce() {
        assertThat(errors(ReceivedTransaction.parse(json("{}"), READING)))
                .containsExactlyInAnyOrder(
                        "transaction_id REQUIRED",
                        "portfolio_id REQUIRED",
                        "transaction_type REQUIRED",
                        "transaction_date REQUIRED",
                        "trade_currency REQUIRED");
    }

    @Test
    void whatIsNoObjectIsRefused() {
        assertThat(errors(ReceivedTransaction.parse(json("{'a':[1]}").get("a"), READING)))
                .containsExactly(" WRONG_TYPE");
    }

    @Test
    void theRarerFieldsAreKeptInOneCanonicalObject() {
        ReceivedTransaction out = transaction(with(BUY, """
                {'transaction_type':'TRANSFER_OUT','targetPortfolioId':'Q','cost_fraction':0.250,
                 'lots':[{'lot_id':'T0','quantity':'100.0'}]}"""));

        assertThat(out.details())
                .isEqualTo(
                        "{\"cost_fraction\":\"0.25\",\"target_portfolio_id\":\"Q\",\"lots\":[{\"transaction_id\":\"T0\",\"quantity\":\"100\"}]}");
    }

    @Test
    void aDeliverysLotsKeepTheirHistory() {
        ReceivedTransaction in = transaction(with(BUY, """
                {'transaction_type':'TRANSFER_IN','price':null,
                 'lots':[{'opened_on':'2020-01-31','quantity':'100.0','cost_basis':9e3,'basis_estimated':true}]}"""));

        assertThat(in.details())
                .isEqualTo(
                        "{\"lots\":[{\"quantity\":\"100\",\"opened_on\":\"2020-01-31\",\"cost\":\"9000\",\"basis_estimated\":true}]}");
    }

    @Test
    void theGrossOfAnActionIsItsCashAndNoProduct() {
        ReceivedTransaction merger = transaction(with(BUY, "{'transaction_type':'MERGER','target_security_id':'T'}"));

        assertThat(merger.gross()).isZero();
        assertThat(merger.price()).isEqualByComparingTo("150");
    }

    @Test
    void aMissingIdIsSupplied() {
        Reading reading = READING.withTransactionId(() -> "made-up");

        assertThat(Told.value(ReceivedTransaction.parse(with(BUY, "{'transaction_id':null}"), reading))
                        .key()
                        .transactionId())
                .isEqualTo("made-up");
    }
}
