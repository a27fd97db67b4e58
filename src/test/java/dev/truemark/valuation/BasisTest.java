package dev.truemark.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class BasisTest {
    private static final Basis BASIS = new Basis(
            7,
            new TreeMap<>(Map.of("market_prices/0", 12L, "market_prices/11", 3L, "fx_rates/2", 9_000_000_000L)),
            Instant.parse("2025-07-20T10:15:30.123456Z"));

    @Test
    void aBasisReadsBackFromItsText() {
        assertThat(Basis.parse(BASIS.text())).contains(BASIS);
    }

    @Test
    void theOffsetsOfATopicAreByPartition() {
        assertThat(BASIS.offsetsOf("market_prices")).isEqualTo(Map.of(0, 12L, 11, 3L));
        assertThat(BASIS.offsetsOf("fx_rates")).isEqualTo(Map.of(2, 9_000_000_000L));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "[]",
                "{}",
                "{\"portfolio_version\":1,\"market_offsets\":null,\"evaluated_at\":\"2025-07-20T10:15:30Z\"}",
                "{\"portfolio_version\":\"x\",\"market_offsets\":{},\"evaluated_at\":\"2025-07-20T10:15:30Z\"}",
                "{\"portfolio_version\":1,\"market_offsets\":{\"a/0\":\"x\"},\"evaluated_at\":\"2025-07-20T10:15:30Z\"}",
                "{\"portfolio_version\":1,\"market_offsets\":{},\"evaluated_at\":\"today\"}"
            })
    void whatIsNoBasisIsNone(String json) {
        String text = Base64.getUrlEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));

        assertThat(Basis.parse(text)).isEmpty();
        assertThat(Basis.parse(json)).isEmpty();
    }
}
