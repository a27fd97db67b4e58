package dev.truemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.TransactionKey;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TransactionRefTest {
    private static final UUID PORTFOLIO = UUID.fromString("00000000-0000-4000-8000-000000000001");

    @Test
    void comesBackAsItWas() {
        TransactionRef ref = new TransactionRef(PORTFOLIO, new TransactionKey("broker/1", "Träde 7?&#"));

        assertThat(ref.encode()).matches("[A-Za-z0-9_-]+");
        assertThat(TransactionRef.decode(ref.encode())).contains(ref);
    }

    @ParameterizedTest(name = "{0} is nobody''s id")
    @ValueSource(
            strings = {
                "",
                "x",
                "%%%",
                "bm9uc2Vuc2U",
                "YQphCmE",
                "MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAxCmEK",
                "MDAwMDAwMDAtMDAwMC00MDAwLTgwMDAtMDAwMDAwMDAwMDAxCmEKAA"
            })
    void madeUpIdsAreNone(String id) {
        assertThat(TransactionRef.decode(id)).isEmpty();
    }
}
