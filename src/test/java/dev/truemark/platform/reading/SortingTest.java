package dev.truemark.platform.reading;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.platform.problem.ProblemException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SortingTest {
    private record Item(String name, Integer size) {}

    private static final Sorting<Item> SORTING = new Sorting<Item>()
            .text("name", "i.name", Item::name)
            .value("size", "i.size", Item::size)
            .byDefault("name");
    private static final Item A = new Item("a", 2);
    private static final Item B = new Item("b", null);
    private static final Item C = new Item("c", 2);
    private static final Item D = new Item("D", 1);

    @ParameterizedTest(name = "{0} gives {1}")
    @CsvSource(delimiter = '|', textBlock = """
                  | Dabc | i.name COLLATE "C"
        -name     | cbaD | i.name COLLATE "C" DESC
        size      | Dacb | i.size, i.name COLLATE "C"
        -size     | bacD | i.size DESC, i.name COLLATE "C"
        -size,-name | bcaD | i.size DESC, i.name COLLATE "C" DESC
        """)
    void theSameOrderInMemoryAndInSql(String sort, String names, String sql) {
        Sorting.Order<Item> order = SORTING.order(sort);

        assertThat(List.of(A, B, C, D).stream().sorted(order.comparator()).map(Item::name))
                .containsExactly(names.split(""));
        assertThat(order.sql()).isEqualTo(sql);
    }

    @ParameterizedTest
    @ValueSource(strings = {"colour", "name,,size", "name;DROP TABLE", "--name"})
    void whatIsNoFieldIsRefused(String sort) {
        assertThatThrownBy(() -> SORTING.order(sort))
                .isInstanceOfSatisfying(
                        ProblemException.class,
                        p -> assertThat(p.type().status()).isEqualTo(400));
    }

    @Test
    void textSortsByItsBytes() {
        assertThat(Sorting.BYTES.compare("\uFF5E", "\uD83D\uDE00")).isNegative();
        assertThat(Sorting.BYTES.compare("a", "B")).isPositive();
        assertThat(Sorting.BYTES.compare("ab", "a")).isPositive();
    }
}
