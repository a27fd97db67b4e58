package dev.truemark.platform.messaging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class OutboxTextTest {
    @Test
    void aRecordIsItsPartsWithTheirLengths() {
        assertThat(OutboxText.of(List.of(new OutRecord("t", "key", "{\"a\":1}", Map.of("h", "12")))))
                .isEqualTo("1:t3:key7:{\"a\":1}1:1:h2:12");
    }

    @Test
    void whateverARecordHoldsComesBack() {
        List<OutRecord> records = List.of(
                new OutRecord("topic", "owner|P", "{\"quantity\":\"1\",\"name\":\"Zoë 😀\"}"),
                new OutRecord("topic.dlq", null, "12:no json at all:\n", Map.of("reason", "MALFORMED_JSON: 3:x")),
                new OutRecord("topic", "", ""));
        assertThat(OutboxText.records(OutboxText.of(records))).isEqualTo(records);
    }

    @Test
    void aCharacterThatPostgresqlCannotHoldComesBackToo() {
        List<OutRecord> records = List.of(new OutRecord("topic.dlq", "k", "a\0b", Map.of("reason", "c\0d")));
        assertThat(OutboxText.of(records)).doesNotContain("\0");
        assertThat(OutboxText.records(OutboxText.of(records))).isEqualTo(records);
    }

    @Test
    void aTextThatIsCutOffIsRefused() {
        assertThatThrownBy(() -> OutboxText.records("5:topic3:key9"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("no length at 12");
    }
}
