package dev.truemark.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.platform.json.JsonRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ClientMessagesTest {
    private final ClientMessages messages = new ClientMessages(JsonRules.mapper(), 3);

    @Test
    void readsEveryMessageOfTheProtocol() throws BadMessage {
        assertThat(messages.parse("{\"type\":\"subscribe\",\"portfolio_id\":\"P\"}"))
                .isEqualTo(ClientMessage.SubscribePortfolio.all("P"));
        assertThat(messages.parse("""
                {"type":"subscribe","portfolio_id":"P","symbols":["A","B"],"max_hz":4,"resume":{"epoch":"e","seq":7}}"""))
                .isEqualTo(new ClientMessage.SubscribePortfolio(
                        "P", Set.of("A", "B"), RateClass.FOUR, Optional.of(new ClientMessage.Resume("e", 7)), false));
        assertThat(messages.parse("{\"type\":\"subscribe\",\"portfolio_id\":\"P\",\"analytics\":true}"))
                .isEqualTo(new ClientMessage.SubscribePortfolio("P", Set.of(), RateClass.ALL, Optional.empty(), true));
        assertThat(messages.parse("{\"type\":\"subscribe\",\"symbols\":[\"A\"]}"))
                .isEqualTo(new ClientMessage.SubscribeQuotes(Set.of("A")));
        assertThat(messages.parse("{\"type\":\"subscribe\",\"portfolio_id\":\"P\",\"alerts\":true}"))
                .isEqualTo(new ClientMessage.SubscribeAlerts("P", Optional.empty()));
        assertThat(messages.parse("{\"type\":\"subscribe\",\"portfolio_id\":\"P\",\"alerts\":true,\"since\":0}"))
                .isEqualTo(new ClientMessage.SubscribeAlerts("P", Optional.of(0L)));
        assertThat(messages.parse("{\"type\":\"unsubscribe\",\"portfolio_id\":\"P\",\"alerts\":true}"))
                .isEqualTo(new ClientMessage.UnsubscribeAlerts("P"));
        assertThat(messages.parse("{\"type\":\"unsubscribe\",\"portfolio_id\":\"P\"}"))
                .isEqualTo(new ClientMessage.UnsubscribePortfolio("P"));
        assertThat(messages.parse("{\"type\":\"unsubscribe\",\"symbols\":[\"A\"]}"))
                .isEqualTo(new ClientMessage.UnsubscribeQuotes(Set.of("A")));
        assertThat(messages.parse("{\"type\":\"snap\",\"portfolio_id\":\"P\"}")).isEqualTo(new ClientMessage.Snap("P"));
        assertThat(messages.parse("{\"type\":\"authorize\",\"token\":\"t\"}"))
                .isEqualTo(new ClientMessage.Authorize("t"));
    }

    @Test
    void readsWhatIsAskedOfThePast() throws BadMessage {
        assertThat(messages.parse("""
                {"type":"subscribe","portfolio_id":"P","symbols":["A"],"max_hz":1,"as_of":"2026-01-31",
                 "known_at":"2026-02-01T12:00:00.000001+01:00","speed":"86400","along":"known_at"}"""))
                .isEqualTo(new ClientMessage.SubscribePast(
                        "P",
                        Set.of("A"),
                        RateClass.ONE,
                        new Travel(
                                Optional.of(LocalDate.of(2026, 1, 31)),
                                Optional.of(Instant.parse("2026-02-01T11:00:00.000001Z")),
                                Optional.of(new BigDecimal("86400")),
                                Travel.Axis.KNOWN_AT)));
        assertThat(messages.parse("{\"type\":\"subscribe\",\"portfolio_id\":\"P\",\"speed\":0.5}"))
                .isEqualTo(new ClientMessage.SubscribePast(
                        "P",
                        Set.of(),
                        RateClass.ALL,
                        new Travel(
                                Optional.empty(),
                                Optional.empty(),
                                Optional.of(new BigDecimal("0.5")),
                                Travel.Axis.AS_OF)));
    }

    @ParameterizedTest(name = "{0} is refused: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        `subscribe`                                                        | BAD_MESSAGE      | not well-formed JSON
        `[]`                                                               | BAD_MESSAGE      | not a JSON object
        `{}`                                                               | BAD_MESSAGE      | type must be a text
        `{"type":7}`                                                       | BAD_MESSAGE      | type must be a text
        `{"type":"dance"}`                                                 | BAD_MESSAGE      | unknown type
        `{"type":"subscribe"}`                                             | BAD_MESSAGE      | portfolio_id or symbols
        `{"type":"subscribe","type":"subscribe","portfolio_id":"P"}`       | BAD_MESSAGE      | not well-formed JSON
        `{"type":"subscribe","portfolio_id":"P"} x`                        | BAD_MESSAGE      | not well-formed JSON
        `{"type":"subscribe","portfolio_id":""}`                           | BAD_MESSAGE      | portfolio_id must be a text
        `{"type":"subscribe","portfolio_id":null}`                         | BAD_MESSAGE      | portfolio_id must be a text
        `{"type":"subscribe","portfolio_id":["P"]}`                        | BAD_MESSAGE      | portfolio_id must be a text
        `{"type":"subscribe","portfolio_id":"P","colour":"red"}`           | BAD_MESSAGE      | unknown field colour
        `{"type":"subscribe","portfolio_id":"P","max_hz":3}`               | BAD_MESSAGE      | max_hz must be
        `{"type":"subscribe","portfolio_id":"P","max_hz":"1"}`             | BAD_MESSAGE      | max_hz must be
        `{"type":"subscribe","portfolio_id":"P","analytics":"yes"}`        | BAD_MESSAGE      | analytics must be true or false
        `{"type":"subscribe","portfolio_id":"P","analytics":true,"as_of":"2026-01-01"}` | BAD_MESSAGE | analytics does not go
        `{"type":"subscribe","portfolio_id":"P","symbols":[]}`             | BAD_MESSAGE      | at least one
        `{"type":"subscribe","portfolio_id":"P","symbols":[1]}`            | BAD_MESSAGE      | symbols must be texts
        `{"type":"subscribe","portfolio_id":"P","symbols":["A","B","C","D"]}` | TOO_MANY_SYMBOLS | at most 3
        `{"type":"subscribe","portfolio_id":"P","resume":{"epoch":"e"}}`   | BAD_MESSAGE      | resume.seq
        `{"type":"subscribe","portfolio_id":"P","resume":{"epoch":"e","seq":-1}}` | BAD_MESSAGE | resume.seq
        `{"type":"subscribe","portfolio_id":"P","resume":{"epoch":"e","seq":1.5}}` | BAD_MESSAGE | resume.seq
        `{"type":"subscribe","portfolio_id":"P","resume":"e"}`             | BAD_MESSAGE      | resume must be an object
        `{"type":"subscribe","symbols":["A"],"as_of":"2026-01-01"}`        | BAD_MESSAGE      | unknown field as_of
        `{"type":"subscribe","portfolio_id":"P","as_of":"2026-02-30"}`     | BAD_MESSAGE      | as_of must be a date
        `{"type":"subscribe","portfolio_id":"P","as_of":20260101}`         | BAD_MESSAGE      | as_of must be a date
        `{"type":"subscribe","portfolio_id":"P","as_of":null}`             | BAD_MESSAGE      | as_of must be a date
        `{"type":"subscribe","portfolio_id":"P","known_at":"2026-01-01"}`  | BAD_MESSAGE      | known_at must be an instant
        `{"type":"subscribe","portfolio_id":"P","known_at":"2026-01-01T00:00:00.0000001Z"}` | BAD_MESSAGE | known_at must be an instant
        `{"type":"subscribe","portfolio_id":"P","speed":0}`                | BAD_MESSAGE      | speed must be a decimal above 0
        `{"type":"subscribe","portfolio_id":"P","speed":-1}`               | BAD_MESSAGE      | speed must be a decimal above 0
        `{"type":"subscribe","portfolio_id":"P","speed":"31536000.1"}`     | BAD_MESSAGE      | at most 31536000
        `{"type":"subscribe","portfolio_id":"P","speed":"fast"}`           | BAD_MESSAGE      | speed must be a decimal
        `{"type":"subscribe","portfolio_id":"P","speed":true}`             | BAD_MESSAGE      | speed must be a decimal
        `{"type":"subscribe","portfolio_id":"P","speed":"1e-999999999"}`   | BAD_MESSAGE      | speed must be a decimal
        `{"type":"subscribe","portfolio_id":"P","along":"known_at"}`       | BAD_MESSAGE      | along goes with speed
        `{"type":"subscribe","portfolio_id":"P","speed":1,"along":"x"}`    | BAD_MESSAGE      | along must be
        `{"type":"subscribe","portfolio_id":"P","speed":1,"resume":{"epoch":"e","seq":1}}` | BAD_MESSAGE | resume does not go with
        `{"type":"subscribe","alerts":true}`                               | BAD_MESSAGE      | portfolio_id must be a text
        `{"type":"subscribe","portfolio_id":"P","alerts":"yes"}`           | BAD_MESSAGE      | alerts must be true
        `{"type":"subscribe","portfolio_id":"P","alerts":false}`           | BAD_MESSAGE      | alerts must be true
        `{"type":"subscribe","portfolio_id":"P","alerts":true,"max_hz":1}` | BAD_MESSAGE      | unknown field max_hz
        `{"type":"subscribe","portfolio_id":"P","alerts":true,"since":-1}` | BAD_MESSAGE      | since must be
        `{"type":"subscribe","portfolio_id":"P","alerts":true,"since":"1"}` | BAD_MESSAGE     | since must be
        `{"type":"unsubscribe","portfolio_id":"P","alerts":1}`             | BAD_MESSAGE      | alerts must be true
        `{"type":"snap"}`                                                  | BAD_MESSAGE      | portfolio_id must be a text
        `{"type":"authorize"}`                                             | BAD_MESSAGE      | token must be a text
        `{"type":"unsubscribe","portfolio_id":"P","symbols":["A"]}`        | BAD_MESSAGE      | unknown field symbols
        """)
    void refusesWhatItDoesNotKnow(String text, StreamError error, String why) {
        assertThatThrownBy(() -> messages.parse(text))
                .isInstanceOfSatisfying(
                        BadMessage.class, refused -> assertThat(refused.error()).isEqualTo(error))
                .hasMessageContaining(why);
    }

    @Test
    void namesAreBounded() {
        String longName = "P".repeat(201);
        assertThatThrownBy(() -> messages.parse("{\"type\":\"snap\",\"portfolio_id\":\"" + longName + "\"}"))
                .isInstanceOf(BadMessage.class);
    }
}
