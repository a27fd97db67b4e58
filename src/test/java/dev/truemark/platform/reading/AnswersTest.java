package dev.truemark.platform.reading;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AnswersTest {

    @ParameterizedTest(name = "{0} and {1} have the same tag: {2}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
        {"known_at":"1","a":"2"}              | {"known_at":"99","a":"2"}              | true
        {"a":{"evaluated_at":"1"},"b":1}      | {"a":{"evaluated_at":"2"},"b":1}       | true
        {"known_at":"1","a":"2"}              | {"known_at":"1","a":"3"}               | false
        {"name":"\\"known_at\\":\\"1\\""}     | {"name":"\\"known_at\\":\\"2\\""}      | false
        """)
    void theInstantOfTheQuestionIsNotPartOfTheAnswer(String one, String other, boolean same) {
        assertThat(tagOf(one).equals(tagOf(other))).isEqualTo(same);
    }

    private static String tagOf(String json) {
        return Answers.tagOf(json.getBytes(StandardCharsets.UTF_8));
    }
}
