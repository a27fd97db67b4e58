package dev.truemark.provider;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.market.Instrument;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HeldTest {
    private static final Map<String, String> CONFIGURED =
            Map.of("SEC_VOD", "VOD.L", "PRIVATE", "-", "BOND1", "BOND1.F", "BROKEN", "A B");

    @ParameterizedTest(name = "{0}, symbol {1}, a {2}, is asked for as {3}")
    @CsvSource({
        "AAPL,,, AAPL",
        "US0378331005, AAPL, Equity, AAPL",
        "BRK-B,,, BRK-B",
        "SEC_VOD,,, VOD.L",
        "SEC_VOD, VOD, Equity, VOD.L",
        "PRIVATE, AAPL, Equity,",
        "SEC_AAPL,,,",
        "BROKEN, AAPL, Equity,",
        "DE0001102580, BUND, Bond,",
        "BOND1, BUND, Bond, BOND1.F"
    })
    void whatASecurityIsCalled(String id, String symbol, String product, String asked) {
        Optional<Instrument> known = product == null
                ? Optional.empty()
                : Optional.of(instrument(id, Optional.ofNullable(symbol), product, Optional.empty()));

        assertThat(Held.of(id, known, CONFIGURED).asked()).isEqualTo(Optional.ofNullable(asked));
    }

    @Test
    void aPriceInAnotherCurrencyThanTheInstrumentsIsOfAnotherListing() {
        Held pounds = Held.of(
                "VOD", Optional.of(instrument("VOD", Optional.empty(), "Equity", Optional.of("GBP"))), Map.of());

        assertThat(pounds.mayBeIn("GBP")).isTrue();
        assertThat(pounds.mayBeIn("USD")).isFalse();
        assertThat(Held.of("VOD", Optional.empty(), Map.of()).mayBeIn("USD")).isTrue();
    }

    private static Instrument instrument(
            String id, Optional<String> symbol, String product, Optional<String> currency) {
        Optional<String> none = Optional.empty();
        return new Instrument(id, symbol, none, none, currency, Optional.of(product), none, none, none, none);
    }
}
