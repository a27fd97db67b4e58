package dev.truemark.client;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Expected values are those of docs/state-hash.md, which its shell and Python examples compute too. */
class StateHashTest {
    private static final String GOLDEN = "7b7a7c4642b6e93ffe703cc5adbd905c902f4ec776dc6c65c082c981758da450";
    private static final String APPLE = """
            {"security_id":"SEC_AAPL","currency":"USD","quantity":"60","cost_basis":"9000","cost_basis_base":"8181.81",
            "price":"170","fx_rate":"0.9","market_value":"10200","market_value_base":"9180","weight":"0.9"}""";
    private static final String NO_PRICE = """
            {"security_id":"NO_PRICE","currency":"EUR","quantity":"5","cost_basis":"250","cost_basis_base":"250",
            "price":null,"fx_rate":"1","market_value":null,"market_value_base":null}""";
    private static final String SOLD = """
            {"security_id":"SOLD","currency":"EUR","quantity":"0","cost_basis":"0"}""";
    private static final String EUROS = """
            {"currency":"EUR","balance":"1000.5","fx_rate":"1","balance_base":"1000.5"}""";
    private static final String DOLLARS = """
            {"currency":"USD","balance":"-20","fx_rate":"0.9","balance_base":"-18"}""";
    private static final String YEN = """
            {"currency":"JPY","balance":"0","fx_rate":"0.006","balance_base":"0"}""";

    private static JsonNode json(String... values) {
        try {
            return new ObjectMapper().readTree("[" + String.join(",", values) + "]");
        } catch (JsonProcessingException malformed) {
            throw new AssertionError(malformed);
        }
    }

    @Test
    void theGoldenVectorHasItsHash() {
        List<String> lines = StateHash.lines(json(APPLE, NO_PRICE, SOLD), json(DOLLARS, EUROS, YEN));

        assertThat(lines)
                .containsExactlyInAnyOrder(
                        "position|SEC_AAPL|USD|60|9000|8181.81|170|0.9|10200|9180",
                        "position|NO_PRICE|EUR|5|250|250||1||",
                        "cash|EUR|1000.5|1|1000.5",
                        "cash|USD|-20|0.9|-18");
        assertThat(new StateHash().of(lines)).isEqualTo(GOLDEN);
    }

    @Test
    void digestsThatAreKeptChangeNothing() {
        StateHash hash = new StateHash();
        assertThat(hash.of(List.of())).isEqualTo("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855");
        String before = hash.of(StateHash.lines(json(APPLE), json(EUROS)));

        assertThat(hash.of(StateHash.lines(json(APPLE, NO_PRICE), json(DOLLARS, EUROS))))
                .isEqualTo(GOLDEN);
        assertThat(hash.of(StateHash.lines(json(APPLE), json(EUROS)))).isEqualTo(before);
    }

    @Test
    void namesAreEscaped() {
        String odd = """
                {"security_id":"a|b\\\\c\\nd","currency":"EUR","quantity":"1"}""";

        assertThat(StateHash.lines(json(odd), json())).containsExactly("position|a\\pb\\\\c\\nd|EUR|1||||||");
    }

    /** By bytes: U+FF21 (EF BC A1) is before U+1D400 (F0 9D 90 80), though not by UTF-16. */
    @Test
    void linesAreSortedByTheirBytes() {
        assertThat(new StateHash().of(List.of("\uFF21", "\uD835\uDC00")))
                .isEqualTo(new StateHash().of(List.of("\uD835\uDC00", "\uFF21")))
                .isEqualTo("3594d016dfacb4fdf9ae3e4f29877bd0e87469d9b19e406c94c00649c6a9c7d5");
    }
}
