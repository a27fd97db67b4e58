package dev.truemark.core.market;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class NewestRatesTest {
    private static final ZoneId UTC = ZoneId.of("UTC");
    private static final ZoneId NEW_YORK = ZoneId.of("America/New_York");
    private static final Moment LATE = Moment.endOf(LocalDate.parse("2025-12-31"), UTC);

    @ParameterizedTest(name = "{1} to {2} of [{0}] is {3}, {4}/{5} from {6}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            EUR USD 2025-07-21 1.1                                              | EUR | USD | DIRECT       | 1.1  | 1    | 2025-07-21
            EUR USD 2025-07-21 1.1                                              | USD | EUR | INVERSE      | 1    | 1.1  | 2025-07-21
            EUR USD 2025-07-21 1.1; USD EUR 2025-07-22 0.9                      | EUR | USD | INVERSE      | 1    | 0.9  | 2025-07-22
            EUR USD 2025-07-21 1.1; USD EUR 2025-07-21 0.9                      | EUR | USD | DIRECT       | 1.1  | 1    | 2025-07-21
            EUR USD 2025-07-21 1.1; GBP USD 2025-07-19 1.3                      | GBP | EUR | CROSS        | 1.3  | 1.1  | 2025-07-19
            EUR USD 2025-07-21 1.1; USD JPY 2025-07-22 150                      | EUR | JPY | CROSS        | 165.0 | 1   | 2025-07-21
            CHF EUR 2025-07-21 2; EUR JPY 2025-07-21 3; CHF USD 2025-07-20 5; USD JPY 2025-07-20 7 | CHF | JPY | CROSS | 35 | 1 | 2025-07-20
            CHF SEK 2025-07-21 2; SEK JPY 2025-07-21 3; CHF AUD 2025-07-20 5; AUD JPY 2025-07-20 7 | CHF | JPY | CROSS | 35 | 1 | 2025-07-20
            EUR USD 2025-07-21 1.1                                              | EUR | JPY | MISSING      | none | none | none
            EUR USD 2025-07-21 1.1                                              | EUR | EUR | SAME_CURRENCY | 1   | 1    | none
            """)
    void aPairIsQuotedEitherWayOrCrossedAndSaysSo(
            String quotes, String from, String to, Rate.Derivation derivation, String by, String over, String at) {
        Conversion conversion =
                by == null ? Conversion.UNKNOWN : new Conversion.Known(new BigDecimal(by), new BigDecimal(over));
        Optional<Instant> instant =
                Optional.ofNullable(at).map(LocalDate::parse).map(MarketTime::ofDate);
        assertThat(NewestRates.of(quotes(quotes), LATE, SourceOrder.BY_NAME).rate(from, to))
                .usingRecursiveComparison()
                .ignoringFields("quotes")
                .isEqualTo(new Rate(conversion, derivation, instant));
    }

    @ParameterizedTest(name = "a trade on {1} at {2} with [{0}] takes {3}")
    @CsvSource(delimiter = '|', nullValues = "none", textBlock = """
            EUR USD 2025-07-21 1; EUR USD 2025-07-21T10:00:00Z 2                        | 2025-07-21 | none                 | 1
            EUR USD 2025-07-20 1; EUR USD 2025-07-21T10:00:00Z 2                        | 2025-07-21 | none                 | 2
            EUR USD 2025-07-20 1; EUR USD 2025-07-22T03:59:59Z 2                        | 2025-07-21 | none                 | 2
            EUR USD 2025-07-20 1; EUR USD 2025-07-22T04:00:00Z 2                        | 2025-07-21 | none                 | 1
            EUR USD 2025-07-22 1                                                        | 2025-07-21 | none                 | none
            EUR USD 2025-07-21 1; EUR USD 2025-07-21T10:00:00Z 2                        | 2025-07-21 | 2025-07-21T10:00:00Z | 2
            EUR USD 2025-07-21 1; EUR USD 2025-07-21T10:00:01Z 2                        | 2025-07-21 | 2025-07-21T10:00:00Z | 1
            EUR USD 2025-07-20 1; EUR USD 2025-07-20T20:00:00Z 2                        | 2025-07-21 | 2025-07-21T10:00:00Z | 1
            EUR USD 2025-07-20 1; EUR USD 2025-07-21 3; EUR USD 2025-07-20T20:00:00Z 2  | 2025-07-21 | 2025-07-21T10:00:00Z | 3
            EUR USD 2025-07-20 1; EUR USD 2025-07-21 3; EUR USD 2025-07-21T04:00:00Z 2  | 2025-07-21 | 2025-07-21T10:00:00Z | 2
            EUR USD 2025-07-22 1; EUR USD 2025-07-19T20:00:00Z 2                        | 2025-07-21 | 2025-07-21T10:00:00Z | 2
            """)
    void aTradeTakesTheRateOfItsDateInTheZoneOfItsPortfolio(
            String quotes, LocalDate date, Instant time, String expected) {
        Moment moment = Moment.ofTrade(date, Optional.ofNullable(time), NEW_YORK);
        assertThat(NewestRates.of(quotes(quotes), moment, SourceOrder.BY_NAME)
                        .rate("EUR", "USD")
                        .conversion())
                .isEqualTo(expected == null ? Conversion.UNKNOWN : Conversion.direct(new BigDecimal(expected)));
    }

    @Test
    void aRateIsPositive() {
        assertThatIllegalArgumentException().isThrownBy(() -> quotes("EUR USD 2025-07-21 0"));
        assertThatIllegalArgumentException().isThrownBy(() -> quotes("EUR USD 2025-07-21 -1"));
    }

    @Property(tries = 300)
    void thereAndBackIsTheAmountItself(
            @ForAll @IntRange(min = 1, max = 1_000_000) int eurUsd,
            @ForAll @IntRange(min = 1, max = 1_000_000) int usdJpy,
            @ForAll @IntRange(min = 1, max = 1_000_000) int cents) {
        NewestRates rates = NewestRates.of(
                List.of(
                        rate("EUR", "USD", BigDecimal.valueOf(eurUsd, 4)),
                        rate("USD", "JPY", BigDecimal.valueOf(usdJpy, 3))),
                LATE,
                SourceOrder.BY_NAME);
        BigDecimal amount = BigDecimal.valueOf(cents, 2);
        for (String to : List.of("EUR", "USD", "JPY")) {
            Conversion both = rates.rate("EUR", to)
                    .conversion()
                    .then(rates.rate(to, "EUR").conversion());
            assertThat(both.apply(amount)).isEqualTo(BaseAmount.of(amount));
        }
    }

    private static RateQuote rate(String from, String to, BigDecimal rate) {
        return new RateQuote(from, to, rate, Instant.parse("2025-07-21T10:00:00Z"), false, "test");
    }

    private static List<RateQuote> quotes(String text) {
        return Arrays.stream(text.split(";")).map(NewestRatesTest::quote).toList();
    }

    private static RateQuote quote(String text) {
        String[] part = text.trim().split(" ");
        boolean dateOnly = part[2].length() == 10;
        Instant at = dateOnly ? MarketTime.ofDate(LocalDate.parse(part[2])) : Instant.parse(part[2]);
        return new RateQuote(part[0], part[1], new BigDecimal(part[3]), at, dateOnly, "test");
    }
}
