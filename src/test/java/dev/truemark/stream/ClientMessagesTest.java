package dev.truemark.stream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.platform.json.JsonRules;
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
                        "P", Set.of("A", "B"), RateClass.FOUR, Optional.of(new ClientMessage.Resume("e", 7))));
        assertThat(messages.parse("{\"type\":\"subscribe\",\"symbols\":[\"A\"]}"))
                .isEqualTo(new ClientMessage.SubscribeQuotes(Set.of("A")));
        assertThat(messages.parse("{\"type\":\"unsubscribe\",\"portfolio_id\":\"P\"}"))
                .isEqualTo(new ClientMessage.UnsubscribePortfolio("P"));
        assertThat(messages.parse("{\"type\":\"unsubscribe\",\"symbols\":[\"A\"]}"))
                .isEqualTo(new ClientMessage.UnsubscribeQuotes(Set.of("A")));
        assertThat(messages.parse("{\"type\":\"snap\",\"portfolio_id\":\"P\"}")).isEqualTo(new ClientMessage.Snap("P"));
        assertThat(messages.parse("{\"type\":\"authorize\",\"token\":\"t\"}"))
                .isEqualTo(new ClientMessage.Authorize("t"));
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
        `{"type":"subscribe","portfolio_id":"P","symbols":[]}`             | BAD_MESSAGE      | at least one
        `{"type":"subscribe","portfolio_id":"P","symbols":[1]}`            | BAD_MESSAGE      | symbols must be texts
        `{"type":"subscribe","portfolio_id":"P","symbols":["A","B","C","D"]}` | TOO_MANY_SYMBOLS | at most 3
        `{"type":"subscribe","portfolio_id":"P","resume":{"epoch":"e"}}`   | BAD_MESSAGE      | resume.seq
        `{"type":"subscribe","portfolio_id":"P","resume":{"epoch":"e","seq":-1}}` | BAD_MESSAGE | resume.seq
        `{"type":"subscribe","portfolio_id":"P","resume":{"epoch":"e","seq":1.5}}` | BAD_MESSAGE | resume.seq
        `{"type":"subscribe","portfolio_id":"P","resume":"e"}`             | BAD_MESSAGE      | resume must be an object
        `{"type":"subscribe","portfolio_id":"P","as_of":"2026-01-01"}`     | UNSUPPORTED      | as_of
        `{"type":"subscribe","portfolio_id":"P","speed":10}`               | UNSUPPORTED      | speed
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
