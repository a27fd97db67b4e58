package dev.truemark.ingest.format;

import static dev.truemark.ingest.format.Told.BUY;
import static dev.truemark.ingest.format.Told.NOW;
import static dev.truemark.ingest.format.Told.json;
import static dev.truemark.ingest.format.Told.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.InputFormat;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import com.networknt.schema.ValidationMessage;
import dev.truemark.core.ledger.TransactionType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.Set;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The published schemas hold for what is sent, and say no to what is refused. */
class SchemasTest {
    private static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");

    private static Set<ValidationMessage> faults(String event, JsonNode data) throws IOException {
        String sent = Envelope.of(event, ID, NOW, "c", ID, data).toJson();
        return schema(event).validate(sent, InputFormat.JSON);
    }

    private static JsonSchema schema(String event) throws IOException {
        try (InputStream file = SchemasTest.class.getResourceAsStream("/schemas/" + event + ".json")) {
            return JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012)
                    .getSchema(file);
        }
    }

    @ParameterizedTest(name = "{0} holds for {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        transaction.received | {'transaction_id':'T','portfolio_id':'P','instrument_id':'AAPL','security_id':'S','transaction_date':'2025-07-20','transaction_type':'BUY','quantity':100,'price':'150','gross_transaction_amount':15000,'trade_currency':'USD','currency':'USD','notes':null,'any':[1]}
        transaction.received | {'transactionId':'T','portfolioId':'P','securityId':'S','transactionDate':'2025-07-20T10:00:00Z','transactionType':'SPLIT','ratio':'2','currency':'USD'}
        instrument.received  | {'securityId':'SEC_AAPL','name':'Apple Inc.','isin':'US0378331005','instrumentCurrency':'USD','productType':'Equity'}
        instrument.received  | {'security_id':'F','constituents':[{'securityId':'A','weight':'0.5'},{'security_id':'B','weight':0.5}]}
        price.received       | {'symbol':'AAPL','price_time':'2025-07-20T10:00:00Z','price':'1e2','currency':'USD','volume':5}
        rate.received        | {'from_currency':'EUR','to_currency':'USD','rate_date':'2025-07-20','rate':'1.1'}
        portfolio.received   | {'portfolio_id':'P','base_currency':'USD','cost_method':'AVERAGE','fees_in_cost':true}
        benchmark.received   | {'benchmark_id':'B','currency':'USD','levels':[{'date':'2025-07-18','level':'100.5'},{'date':'2025-07-21','level':101}]}
        benchmark.received   | {'benchmarkId':'B','date':'2025-07-18','return':'-0.01'}
        benchmark.received   | {'benchmark_id':'B','blend':[{'security_id':'S','weight':'1'}],'rebalancing':'MONTHLY'}
        """)
    void holds(String event, String data) throws IOException {
        assertThat(faults(event, json(data))).isEmpty();
    }

    @ParameterizedTest(name = "{0} says no to {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        transaction.received | {'transaction_id':'T','transaction_date':'2025-07-20','transaction_type':'BUY','currency':'USD'}
        price.received       | {'symbol':'AAPL','price_date':'2025-07-20','price':'NaN','currency':'USD'}
        rate.received        | {'from_currency':'eur','to_currency':'USD','rate_date':'2025-07-20','rate':'1.1'}
        portfolio.received   | {'portfolio_id':'P','cost_method':'NIFO'}
        instrument.received  | {'name':'nameless'}
        instrument.received  | {'security_id':'F','constituents':[{'security_id':'A'}]}
        benchmark.received   | {'benchmark_id':'B'}
        benchmark.received   | {'benchmark_id':'B','levels':[],'returns':[]}
        benchmark.received   | {'benchmark_id':'B','levels':[{'date':'2025-07-18'}]}
        """)
    void saysNo(String event, String data) throws IOException {
        assertThat(faults(event, json(data))).isNotEmpty();
    }

    @Test
    void everyTypeOfTransactionIsPublished() throws IOException {
        JsonNode types =
                schema(Envelope.TRANSACTION).getSchemaNode().at("/properties/data/properties/transaction_type/enum");

        assertThat(StreamSupport.stream(types.spliterator(), false).map(JsonNode::asText))
                .containsExactlyElementsOf(
                        Arrays.stream(TransactionType.values()).map(Enum::name).toList());
        assertThat(faults(Envelope.TRANSACTION, with(BUY, "{}"))).isEmpty();
    }
}
