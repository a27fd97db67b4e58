package dev.truemark.core.performance;

import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Optional;

/**
 * Day counts over the actual days, the ones that rates of return are quoted in.
 * <p><b>Source.</b> 2006 ISDA Definitions, 4.16 (b), (d), (e).
 */
public enum ActualDays implements YearFraction {
    /** Days over 365, leap years or not; the year of XIRR. */
    ACT_365F("ACT/365F") {
        @Override
        public double between(LocalDate from, LocalDate to) {
            return ChronoUnit.DAYS.between(from, to) / 365.0;
        }
    },
    ACT_360("ACT/360") {
        @Override
        public double between(LocalDate from, LocalDate to) {
            return ChronoUnit.DAYS.between(from, to) / 360.0;
        }
    },
    /** Days in leap years over 366 and days in other years over 365. */
    ACT_ACT_ISDA("ACT/ACT_ISDA") {
        @Override
        public double between(LocalDate from, LocalDate to) {
            if (from.getYear() == to.getYear()) return ChronoUnit.DAYS.between(from, to) / (double) from.lengthOfYear();
            LocalDate nextYear = LocalDate.of(from.getYear() + 1, 1, 1);
            LocalDate lastYear = LocalDate.of(to.getYear(), 1, 1);
            return ChronoUnit.DAYS.between(from, nextYear) / (double) from.lengthOfYear()
                    + (to.getYear() - from.getYear() - 1)
                    + ChronoUnit.DAYS.between(lastYear, to) / (double) to.lengthOfYear();
        }
    };

    private final String code;

    ActualDays(String code) {
        this.code = code;
    }

    /** Such as {@code ACT/365F}. */
    public String code() {
        return code;
    }

    public static Optional<ActualDays> of(String code) {
        return Arrays.stream(values()).filter(each -> each.code.equals(code)).findFirst();
    }
}
