package dev.truemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The table of effects is whole, and the page of it says the same. */
class EffectTest {
    private static final Path PAGE = Path.of("docs/transactions.md");
    private static final String BEGIN = "<!-- effects: generated -->\n";
    private static final String END = "<!-- effects: end -->";

    @Test
    void everyTypeHasARowInTheOrderOfTheContract() {
        assertThat(Effect.TABLE.stream().map(Effect::type).distinct())
                .containsExactlyElementsOf(Arrays.asList(TransactionType.values()));
    }

    @ParameterizedTest
    @EnumSource(TransactionType.class)
    void everyTypeHasAnEffectWithAndWithoutASecurity(TransactionType type) {
        assertThat(Effect.of(type, true).type()).isEqualTo(type);
        assertThat(Effect.of(type, false).type()).isEqualTo(type);
    }

    @Test
    void cashFlowsAreTheExternalFlowsOfCash() {
        assertThat(Effect.TABLE.stream()
                        .filter(e -> e.flow() == Effect.Flow.IN || e.flow() == Effect.Flow.OUT)
                        .map(e -> e.type().name())
                        .collect(Collectors.joining(" ")))
                .isEqualTo("DEPOSIT WITHDRAWAL TRANSFER_IN TRANSFER_OUT");
    }

    /** {@code -Ddocs.update=true} writes the table into the page. */
    @Test
    void thePageHasTheTable() throws IOException {
        String page = Files.readString(PAGE);
        int from = page.indexOf(BEGIN) + BEGIN.length();
        int to = page.indexOf(END);
        if (Boolean.getBoolean("docs.update")) {
            page = page.substring(0, from) + Effect.markdown() + page.substring(to);
            Files.writeString(PAGE, page);
            to = page.indexOf(END);
        }
        assertThat(page.substring(from, to)).isEqualTo(Effect.markdown());
    }
}
