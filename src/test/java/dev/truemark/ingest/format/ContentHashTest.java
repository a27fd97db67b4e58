package dev.truemark.ingest.format;

import static dev.truemark.ingest.format.Told.BUY;
import static dev.truemark.ingest.format.Told.transaction;
import static dev.truemark.ingest.format.Told.with;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ContentHashTest {

    @Property(tries = 200)
    void doesNotDependOnTheSpellingOfNumbersOrTheOrderOfFields(
            @ForAll @BigRange(min = "0.0001", max = "1000000000") @Scale(4) BigDecimal quantity,
            @ForAll @BigRange(min = "0", max = "100000") @Scale(6) BigDecimal price,
            @ForAll @IntRange(min = 0, max = 8) int zeros,
            @ForAll Random random) {
        ObjectNode plain = with(BUY, "{}");
        plain.put("quantity", quantity).put("price", price);
        ObjectNode other = with(BUY, "{}");
        other.put("quantity", quantity.setScale(quantity.scale() + zeros).toPlainString());
        other.put("price", price.stripTrailingZeros().toString());

        assertThat(transaction(shuffled(other, random)).contentHash())
                .isEqualTo(transaction(plain).contentHash())
                .hasSize(32);
    }

    private static ObjectNode shuffled(ObjectNode node, Random random) {
        List<Map.Entry<String, JsonNode>> fields = new ArrayList<>(node.properties());
        Collections.shuffle(fields, random);
        ObjectNode all = JsonNodeFactory.instance.objectNode();
        fields.forEach(field -> all.set(field.getKey(), field.getValue()));
        return all;
    }

    @ParameterizedTest(name = "{0} is other content")
    @ValueSource(
            strings = {
                "{'quantity':101}",
                "{'price':151}",
                "{'transaction_type':'SELL'}",
                "{'transaction_date':'2025-07-21'}",
                "{'transaction_date':'2025-07-20T00:00:00Z'}",
                "{'fees':1}",
                "{'taxes':1}",
                "{'trade_currency':'EUR'}",
                "{'security_id':'SEC_MSFT'}",
                "{'notes':'n'}",
                "{'reversed':true}",
                "{'target_portfolio_id':'Q'}"
            })
    void dependsOnTheContent(String change) {
        assertThat(transaction(with(BUY, change)).contentHash())
                .isNotEqualTo(transaction(with(BUY, "{}")).contentHash());
    }

    @ParameterizedTest(name = "{0} is the same content")
    @ValueSource(
            strings = {
                "{'gross_transaction_amount':15000}",
                "{'currency':'USD'}",
                "{'revision':2}",
                "{'transaction_id':'T2'}",
                "{'source':'broker'}",
                "{'fees':0}",
                "{'somebodys_field':1}"
            })
    void doesNotDependOnIdentityOrWhatIsNotKept(String change) {
        assertThat(transaction(with(BUY, change)).contentHash())
                .isEqualTo(transaction(with(BUY, "{}")).contentHash());
    }
}
