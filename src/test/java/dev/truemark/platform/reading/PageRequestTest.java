package dev.truemark.platform.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.platform.problem.ProblemException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PageRequestTest {
    private static final LocalDate AS_OF = LocalDate.of(2025, 7, 20);
    private static final Instant KNOWN_AT = Instant.parse("2025-07-21T10:15:30.123456Z");
    private static final List<String> LIST = List.of("a", "b", "c");

    private static PageParameters parameters(String limit, String cursor) {
        PageParameters parameters = new PageParameters();
        parameters.limit = limit;
        parameters.cursor = cursor;
        return parameters;
    }

    @Test
    void theNextPageGoesOnWhereTheLastEndedAndAtItsDates() {
        PageRequest first = PageRequest.of(parameters("2", null), "list", "P");
        Page<String> page = Page.of(LIST, first);
        assertThat(page.items()).containsExactly("a", "b");

        PageRequest next = PageRequest.of(parameters("2", first.next(page, AS_OF, KNOWN_AT)), "list", "P");

        assertThat(next.pinned()).contains(new PageRequest.Pin(AS_OF, KNOWN_AT));
        assertThat(Page.of(LIST, next).items()).containsExactly("c");
        assertThat(next.next(Page.of(LIST, next), AS_OF, KNOWN_AT)).isNull();
    }

    @Test
    void onePageMoreIsSeenByOneRowMore() {
        PageRequest two = PageRequest.first(2);

        assertThat(Page.ofOneMore(LIST, two)).isEqualTo(new Page<>(List.of("a", "b"), 2));
        assertThat(Page.ofOneMore(LIST.subList(0, 2), two).nextOffset()).isEqualTo(-1);
    }

    @Test
    void aCursorBelongsToOneList() {
        PageRequest first = PageRequest.of(parameters("2", null), "list", "P");
        String cursor = first.next(Page.of(LIST, first), AS_OF, KNOWN_AT);

        assertThatThrownBy(() -> PageRequest.of(parameters("2", cursor), "list", "Q"))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        p -> assertThat(p.type().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"0", "-1", "1001", "2.5", "many", "99999999999"})
    void aLimitIsAWholeNumberInItsRange(String limit) {
        assertThatThrownBy(() -> PageRequest.of(parameters(limit, null)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        p -> assertThat(p.type().status()).isEqualTo(400));
    }

    @ParameterizedTest
    @ValueSource(strings = {"x", "====", "AAAA", "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA", "ü"})
    void aCursorThatWasMadeUpIsRefused(String cursor) {
        assertThatThrownBy(() -> PageRequest.of(parameters(null, cursor)))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        p -> assertThat(p.type().status()).isEqualTo(400));
    }
}
