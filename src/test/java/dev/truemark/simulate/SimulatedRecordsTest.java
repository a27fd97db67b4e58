package dev.truemark.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.platform.messaging.Topics;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class SimulatedRecordsTest {
    private static final UUID OWNER = UUID.fromString("7a9f9df0-5f07-4a0a-8e73-3d0f3d3f0b11");
    private static final Instant NOW = Instant.parse("2025-07-25T14:30:00Z");
    private static final Listing AAPL = Listing.ALL.getFirst();
    private static final Topics TOPICS =
            new SmallRyeConfigBuilder().withMapping(Topics.class).build().getConfigMapping(Topics.class);

    @Test
    void aTradeIsWrittenAsAnyProducerWould() throws IOException {
        OutRecord record = records(NOW)
                .record(
                        new SimulatedEvent.Traded(
                                "ACC001", true, AAPL, new BigDecimal("10"), new BigDecimal("225.10"), BigDecimal.ONE),
                        NOW);

        assertThat(record.topic()).isEqualTo("raw_transactions");
        assertThat(record.key()).isEqualTo(OWNER + "|ACC001");
        assertThat(json(record).get("event_type").asText()).isEqualTo("transaction.received");
        assertThat(json(record).get("owner").asText()).isEqualTo(OWNER.toString());
        assertThat(data(record, "transaction_id")).isEqualTo(json("""
                        {"portfolio_id":"ACC001","transaction_type":"BUY","transaction_date":"2025-07-25T14:30:00Z",
                         "gross_transaction_amount":"2251.00","trade_currency":"USD","currency":"USD","source":"simulator",
                         "instrument_id":"AAPL","security_id":"SEC_AAPL","quantity":"10","price":"225.10","fees":"1"}"""));
    }

    @Test
    void aFirstDepositIsTheSameInEveryRun() throws IOException {
        SimulatedEvent opened = new SimulatedEvent.Opened("ACC002", new BigDecimal("100000"));

        JsonNode data = json(records(NOW).record(opened, NOW)).get("data");
        JsonNode later = json(records(NOW.plusSeconds(60)).record(opened, NOW.plusSeconds(61)))
                .get("data");

        assertThat(data).isEqualTo(later);
        assertThat(data).isEqualTo(json("""
                        {"transaction_id":"SIM-ACC002-DEPOSIT","portfolio_id":"ACC002","transaction_type":"DEPOSIT",
                         "transaction_date":"2025-01-02","gross_transaction_amount":"100000","trade_currency":"USD",
                         "currency":"USD","source":"simulator"}"""));
    }

    @Test
    void noTwoTransactionsOfARunOrOfTwoRunsShareAnId() throws IOException {
        SimulatedEvent moved = new SimulatedEvent.Moved("ACC001", new BigDecimal("-2000"));
        SimulatedRecords run = records(NOW);
        SimulatedRecords nextRun = records(NOW.plusMillis(1));

        assertThat(json(run.record(moved, NOW)).at("/data/transaction_type").asText())
                .isEqualTo("WITHDRAWAL");
        assertThat(new String[] {id(run, moved), id(run, moved), id(nextRun, moved)})
                .doesNotHaveDuplicates();
    }

    @Test
    void pricesAndRatesGoToTheirTopicsUnderTheirKeys() throws IOException {
        OutRecord price = records(NOW).record(new SimulatedEvent.Priced(AAPL, new BigDecimal("225.00"), 30), NOW);
        OutRecord rate = records(NOW).record(new SimulatedEvent.Rated("EUR", "USD", new BigDecimal("1.1700")), NOW);

        assertThat(price.topic() + " " + price.key()).isEqualTo("market_prices SEC_AAPL");
        assertThat(json(price).get("data")).isEqualTo(json("""
                        {"security_id":"SEC_AAPL","symbol":"AAPL","price_time":"2025-07-25T14:30:00Z","price":"225.00",
                         "currency":"USD","volume":"30","source":"simulator"}"""));
        assertThat(rate.topic() + " " + rate.key()).isEqualTo("fx_rates EUR/USD");
        assertThat(json(rate).at("/data/rate").asText()).isEqualTo("1.1700");
    }

    private static String id(SimulatedRecords records, SimulatedEvent event) throws IOException {
        return json(records.record(event, NOW)).at("/data/transaction_id").asText();
    }

    private static JsonNode data(OutRecord record, String without) throws IOException {
        JsonNode data = json(record).get("data");
        return ((ObjectNode) data).without(without);
    }

    private static JsonNode json(OutRecord record) throws IOException {
        return json(record.value());
    }

    private static JsonNode json(String text) throws IOException {
        return new ObjectMapper().readTree(text);
    }

    private static SimulatedRecords records(Instant startedAt) {
        return new SimulatedRecords(TOPICS, OWNER, LocalDate.of(2025, 1, 2), startedAt);
    }
}
