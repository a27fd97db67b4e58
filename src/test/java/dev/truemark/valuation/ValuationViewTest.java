package dev.truemark.valuation;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.Staleness;
import dev.truemark.core.valuation.ValuationTerms;
import dev.truemark.ledger.Books;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.HeldPosition;
import dev.truemark.ledger.InstrumentLabel;
import dev.truemark.platform.json.JsonRules;
import java.io.IOException;
import java.io.InputStream;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The shape of a valuation on the wire is a promise: this is it, word for word. */
class ValuationViewTest {
    private static final ObjectMapper JSON = JsonRules.mapper();
    private static final Instant AT = Instant.parse("2025-08-15T16:00:00Z");

    /** FX-001 of the shared examples, with 1000 EUR of cash and a position without a price. */
    private static Valued valued(boolean withUnpriced) {
        BooksHead head = new BooksHead(
                1,
                UUID.fromString("00000000-0000-0000-0000-000000000001"),
                UUID.fromString("00000000-0000-0000-0000-000000000002"),
                "P",
                "USD",
                ZoneOffset.UTC,
                LocalDate.of(2025, 8, 15),
                BooksHead.Valued.NOW,
                AT,
                true,
                4,
                true,
                Policies.of(Policy.DEFAULT),
                1,
                1);
        HeldPosition held = held("SEC", "60", "9000", "9900", new InstrumentLabel("Stock", "STK", "EQUITY"));
        HeldPosition unpriced = held("NONE", "1", "5", "6", InstrumentLabel.NONE);
        Books books = new Books(
                head,
                withUnpriced ? List.of(unpriced, held) : List.of(held),
                List.of(new CashHolding("EUR", n("1000"))),
                true);
        Price price = new Price(n("180.00"), "EUR", AT.minusSeconds(1), false, "test");
        Rate rate = new Rate(Conversion.direct(n("1.20")), Rate.Derivation.DIRECT, Optional.of(AT.minusSeconds(2)));
        PortfolioValue value = PortfolioValue.of(
                books.holdings(),
                books.cash(),
                id -> id.equals("SEC") ? Optional.of(price) : Optional.empty(),
                (from, to) -> rate,
                new ValuationTerms("USD", ZoneOffset.UTC, AT, Staleness.NEVER));
        return new Valued(books, value, new Basis(4, new TreeMap<>(Map.of("market_prices/0", 9L)), AT));
    }

    private static HeldPosition held(String id, String units, String cost, String base, InstrumentLabel label) {
        Holding holding =
                new Holding(id, "EUR", n(units), n(cost), BaseAmount.of(n(base)), n("10"), BaseAmount.of(n("11.5")));
        return new HeldPosition(holding, label, n("800"), BaseAmount.of(n("1560")), LocalDate.of(2025, 8, 15));
    }

    private static BigDecimal n(String decimal) {
        return new BigDecimal(decimal);
    }

    private static String golden(String name) throws IOException {
        try (InputStream in = ValuationViewTest.class.getResourceAsStream(name)) {
            return JSON.readTree(in).toPrettyString();
        }
    }

    private static String written(Valued valued) {
        return JSON.valueToTree(ValuationView.of(valued, "truemark/1")).toPrettyString();
    }

    @Test
    void aValuationIsWrittenAsPromised() throws IOException {
        assertThat(written(valued(false))).isEqualTo(golden("valuation.json"));
    }

    @Test
    void whatIsMissingIsNullAndNamed() throws IOException {
        assertThat(written(valued(true))).isEqualTo(golden("valuation-incomplete.json"));
    }
}
