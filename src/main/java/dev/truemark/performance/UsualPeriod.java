package dev.truemark.performance;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Periods that everybody asks for, by their end. */
enum UsualPeriod {
    MTD("MTD", false, to -> to.withDayOfMonth(1).minusDays(1)),
    QTD(
            "QTD",
            false,
            to -> LocalDate.of(to.getYear(), (to.getMonthValue() - 1) / 3 * 3 + 1, 1)
                    .minusDays(1)),
    YTD("YTD", false, to -> to.withDayOfYear(1).minusDays(1)),
    ONE_YEAR("1Y", true, to -> to.minusYears(1)),
    THREE_YEARS("3Y", true, to -> to.minusYears(3)),
    FIVE_YEARS("5Y", true, to -> to.minusYears(5)),
    INCEPTION("ITD", false, to -> LocalDate.MIN);

    private final String code;
    private final boolean whole;
    private final UnaryOperator<LocalDate> start;

    UsualPeriod(String code, boolean whole, UnaryOperator<LocalDate> start) {
        this.code = code;
        this.whole = whole;
        this.start = start;
    }

    String code() {
        return code;
    }

    /** Whether a history that is shorter has no such period. */
    boolean isWhole() {
        return whole;
    }

    /** The day at whose end the period begins that ends at the end of {@code to}. */
    LocalDate startOf(LocalDate to) {
        return start.apply(to);
    }

    static Optional<UsualPeriod> of(String code) {
        return Arrays.stream(values())
                .filter(each -> each.code.equalsIgnoreCase(code))
                .findFirst();
    }
}
