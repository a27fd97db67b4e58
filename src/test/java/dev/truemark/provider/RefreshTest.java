package dev.truemark.provider;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.ingest.format.Envelope;
import dev.truemark.ingest.format.Parsed;
import dev.truemark.ingest.format.Reading;
import dev.truemark.ingest.format.ReceivedPrice;
import dev.truemark.platform.messaging.OutRecord;
import dev.truemark.provider.MarketDataProvider.Answer;
import dev.truemark.provider.MarketDataProvider.Close;
import dev.truemark.provider.MarketDataProvider.Quoted;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** On Saturday, 20 July 2024. */
class RefreshTest {
    private static final Held APPLE = held("US0378331005", "AAPL", Optional.of("USD"));
    private static final Instant AT = Instant.parse("2024-07-19T20:00:01Z");

    private final TestTime time = new TestTime();
    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final List<OutRecord> told = new ArrayList<>();
    private final Known provider = new Known();
    private boolean brokerAway;
    private final Refresh refresh = new Refresh(
            provider,
            new PriceRecords("market_prices", "yahoo"),
            this::publish,
            TestConfig.with("history-days", "7", "failures", "2"),
            new ProviderMetrics(registry, time),
            time);

    private void publish(List<OutRecord> records) {
        if (brokerAway) throw new IllegalStateException("no broker");
        told.addAll(records);
    }

    /** Knows what a test gives it. */
    private static final class Known implements MarketDataProvider {
        private List<Quoted> quotes = List.of();
        private List<Close> closes = List.of();
        private Optional<ProviderFailure> failure = Optional.empty();
        private int asked;

        @Override
        public Answer<Quoted> quotes(List<String> symbols) {
            return answer(quotes);
        }

        @Override
        public Answer<Close> history(String symbol, LocalDate from) {
            assertThat(from).isEqualTo("2024-07-13");
            return answer(closes);
        }

        private <T> Answer<T> answer(List<T> all) {
            asked++;
            if (failure.isPresent()) throw failure.get();
            return new Answer<>(all, List.of());
        }
    }

    private static Held held(String id, String symbol, Optional<String> currency) {
        return new Held(id, symbol, currency, Optional.of(symbol));
    }

    private static Quoted quoted(String symbol, String price, String currency) {
        return new Quoted(symbol, new BigDecimal(price), currency, AT, Optional.empty());
    }

    private static Close close(String date, String price) {
        return new Close(LocalDate.parse(date), new BigDecimal(price), "USD", Optional.of(BigDecimal.TEN));
    }

    private static JsonNode data(OutRecord record) {
        return Answers.json(record.value()).get("data");
    }

    @Test
    void aQuoteIsToldAsAnyProducerWouldTellIt() {
        provider.quotes = List.of(quoted("AAPL", "224.310", "USD"));

        refresh.quotes(List.of(APPLE));

        OutRecord record = told.getFirst();
        assertThat(record.topic() + " " + record.key()).isEqualTo("market_prices US0378331005");
        assertThat(data(record)).isEqualTo(Answers.json("""
                {"security_id":"US0378331005","price":"224.31","currency":"USD","source":"yahoo","price_time":"2024-07-19T20:00:01Z"}"""));
        assertThat(parsed(record).when().time()).isEqualTo(AT);
    }

    @Test
    void aCloseIsToldForItsDay() {
        provider.closes = List.of(close("2024-07-18", "224.18"));

        refresh.history(APPLE, Set.of());

        assertThat(data(told.getFirst())).isEqualTo(Answers.json("""
                {"security_id":"US0378331005","price":"224.18","currency":"USD","source":"yahoo","price_date":"2024-07-18","volume":"10"}"""));
        assertThat(parsed(told.getFirst()).when().dateOnly()).isTrue();
    }

    private static ReceivedPrice parsed(OutRecord record) {
        Envelope envelope = ((Parsed.Ok<Envelope>) Envelope.read(record.value())).value();
        return ((Parsed.Ok<ReceivedPrice>)
                        ReceivedPrice.parse(envelope.data(), Reading.at(Instant.parse("2024-07-20T12:00:00Z"))))
                .value();
    }

    @Test
    void twoSecuritiesThatTheProviderCallsAlikeAreBothTold() {
        provider.quotes = List.of(quoted("AAPL", "1", "USD"));

        refresh.quotes(List.of(APPLE, held("OTHER", "AAPL", Optional.empty())));

        assertThat(told).extracting(OutRecord::key).containsExactly("US0378331005", "OTHER");
    }

    @Test
    void aPriceInAnotherCurrencyThanTheInstrumentsIsNeverTold() {
        provider.quotes = List.of(quoted("AAPL", "205.5", "EUR"));
        provider.closes = List.of(close("2024-07-18", "224.18"));

        refresh.quotes(List.of(APPLE));
        refresh.history(held("X", "AAPL", Optional.of("EUR")), Set.of());

        assertThat(told).isEmpty();
        assertThat(registry.counter("truemark.provider.left.out", "reason", "other_currency")
                        .count())
                .isEqualTo(2);
    }

    @Test
    void aQuoteThatStandsIsToldOnce() {
        provider.quotes = List.of(quoted("AAPL", "1", "USD"));
        refresh.quotes(List.of(APPLE));
        refresh.quotes(List.of(APPLE));
        assertThat(told).hasSize(1);

        provider.quotes = List.of(quoted("AAPL", "1.01", "USD"));
        refresh.quotes(List.of(APPLE));
        assertThat(told).hasSize(2);
    }

    @Test
    void whatTheBrokerDidNotTakeIsToldTheNextTime() {
        provider.quotes = List.of(quoted("AAPL", "1", "USD"));
        brokerAway = true;
        assertThatThrownBy(() -> refresh.quotes(List.of(APPLE))).hasMessage("no broker");

        brokerAway = false;
        refresh.quotes(List.of(APPLE));

        assertThat(told).hasSize(1);
    }

    @Test
    void aDayThatSomebodyToldIsLeftAlone() {
        provider.closes = List.of(close("2024-07-17", "228.88"), close("2024-07-18", "224.18"));

        refresh.history(APPLE, Set.of(LocalDate.parse("2024-07-18")));

        assertThat(told)
                .extracting(each -> data(each).get("price_date").asText())
                .containsExactly("2024-07-17");
    }

    @Test
    void whoLacksNothingButWeekendsIsNotAskedFor() {
        Set<LocalDate> known = new HashSet<>();
        for (int day = 15; day <= 19; day++) known.add(LocalDate.of(2024, 7, day));

        refresh.history(APPLE, known);
        assertThat(provider.asked).isZero();

        known.remove(LocalDate.of(2024, 7, 17));
        refresh.history(APPLE, known);
        assertThat(provider.asked).isEqualTo(1);
    }

    @Test
    void failuresInARowEndItAndOneBetweenDoesNot() {
        provider.failure = Optional.of(new ProviderFailure.Unavailable("status 500"));
        refresh.quotes(List.of(APPLE));
        provider.failure = Optional.empty();
        refresh.quotes(List.of(APPLE));
        provider.failure = Optional.of(new ProviderFailure.Unreadable("not JSON"));
        refresh.quotes(List.of(APPLE));

        assertThatThrownBy(() -> refresh.history(APPLE, Set.of())).isSameAs(provider.failure.get());
    }

    @Test
    void afterARestTheFirstFailureEndsIt() {
        provider.failure = Optional.of(new ProviderFailure.Refused(401));
        refresh.begin(true);

        assertThatThrownBy(() -> refresh.quotes(List.of(APPLE))).isSameAs(provider.failure.get());
    }

    @Test
    void whoAsksToBeLeftAloneIsAtOnce() {
        provider.failure = Optional.of(new ProviderFailure.Limited(429, Optional.empty()));

        assertThatThrownBy(() -> refresh.quotes(List.of(APPLE))).isSameAs(provider.failure.get());
    }

    @Test
    void nobodyIsAskedForWhatHasNoSymbol() {
        refresh.quotes(List.of(new Held("SEC_X", "SEC_X", Optional.empty(), Optional.empty())));
        refresh.history(new Held("SEC_X", "SEC_X", Optional.empty(), Optional.empty()), Set.of());

        assertThat(provider.asked).isZero();
    }
}
