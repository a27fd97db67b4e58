package dev.truemark.core.performance;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.time.LocalDate;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class MovementTest {
    /** Columns: cash, market value delivered; flow where cash is tracked and where not, net and gross; into the position. */
    @ParameterizedTest(name = "{0} of {1}: {4} tracked, {5} implied; gross {6} and {7}; into the position {8}")
    @CsvSource(delimiter = '|', nullValues = "?", textBlock = """
            BUY           | S | -100 | 0  | 0    | 100 | 0    | 100 | 100
            SELL          | S | 100  | 0  | 0    | -100| 0    | -100| -100
            DIVIDEND      | S | 7    | 0  | 0    | -7  | 0    | -7  | -7
            INTEREST      |   | 7    | 0  | 0    | -7  | 0    | -7  | 0
            FEE           |   | -7   | 0  | 0    | 7   | -7   | 0   | 0
            FEE           | S | -7   | 0  | 0    | 7   | -7   | 0   | 7
            TAX           |   | -7   | 0  | 0    | 7   | 0    | 7   | 0
            DEPOSIT       |   | 50   | 0  | 50   | 0   | 50   | 0   | 0
            WITHDRAWAL    |   | -50  | 0  | -50  | 0   | -50  | 0   | 0
            TRANSFER_IN   |   | 50   | 0  | 50   | 0   | 50   | 0   | 0
            TRANSFER_IN   | S | 0    | 80 | 80   | 80  | 80   | 80  | 80
            TRANSFER_IN   | S | -2   | 80 | 80   | 82  | 80   | 82  | 82
            TRANSFER_OUT  | S | 0    | 80 | -80  | -80 | -80  | -80 | -80
            TRANSFER_OUT  | S | -2   | 80 | -80  | -78 | -80  | -78 | -78
            FX_CONVERSION |   | 0    | 0  | 0    | 0   | 0    | 0   | 0
            BUY           | S | ?    | 0  | 0    | ?   | 0    | ?   | ?
            DEPOSIT       |   | ?    | 0  | ?    | 0   | ?    | 0   | 0
            """)
    void whatIsExternal(
            TransactionType type,
            String security,
            BigDecimal cash,
            BigDecimal delivered,
            BigDecimal tracked,
            BigDecimal implied,
            BigDecimal trackedGross,
            BigDecimal impliedGross,
            BigDecimal position) {
        Movement m = new Movement(
                LocalDate.EPOCH,
                type,
                security == null ? "" : security,
                BaseAmount.ofNullable(cash),
                BaseAmount.ofNullable(delivered));

        assertThat(m.external(true, true)).isEqualTo(BaseAmount.ofNullable(tracked));
        assertThat(m.external(false, true)).isEqualTo(BaseAmount.ofNullable(implied));
        assertThat(m.external(true, false)).isEqualTo(BaseAmount.ofNullable(trackedGross));
        assertThat(m.external(false, false)).isEqualTo(BaseAmount.ofNullable(impliedGross));
        assertThat(m.intoPosition(true)).isEqualTo(BaseAmount.ofNullable(position));
    }
}
