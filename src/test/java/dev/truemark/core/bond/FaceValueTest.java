package dev.truemark.core.bond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.Quotation;
import dev.truemark.core.instrument.YieldConvention;
import dev.truemark.core.time.AccrualTerms;
import dev.truemark.core.time.DayCount;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FaceValueTest {
    private static final LocalDate DAY = LocalDate.of(2024, 3, 15);

    /** 4 % to 15 January 2025, twice a year: a Treasury's half-year from 15 January to 15 July of a leap year has 182 days. */
    private static BondTerms terms(DayCount dayCount) {
        return new BondTerms(
                LocalDate.of(2025, 1, 15),
                Optional.empty(),
                Optional.empty(),
                0.04,
                2,
                dayCount,
                YieldConvention.US_STREET,
                0,
                100,
                Optional.empty());
    }

    private static Quotation quoted(String type, String unit, List<Quotation.Factor> factors) {
        return new Quotation.OfFace(
                type.equals("CLEAN"), unit.equals("PERCENT"), factors, Optional.of(terms(DayCount.ACT_ACT_ICMA)));
    }

    private static BigDecimal n(String decimal) {
        return new BigDecimal(decimal);
    }

    /** 60 days of 182 since 15 January: 2·60/182 = 0.659340659340659341 per 100. */
    @ParameterizedTest(name = "a {0} price of {2} ({1}) with factor {3} is {4} per unit of face")
    @CsvSource(delimiter = '|', textBlock = """
        CLEAN | PERCENT | 99    | 1   | 0.99659340659340659341
        DIRTY | PERCENT | 99    | 1   | 0.99
        CLEAN | UNIT    | 0.99  | 1   | 0.99659340659340659341
        DIRTY | UNIT    | 0.99  | 1   | 0.99
        CLEAN | PERCENT | 99    | 0.5 | 0.498296703296703296705
        DIRTY | PERCENT | 101.5 | 0.5 | 0.5075
        DIRTY | UNIT    | 1     | 0   | 0
        CLEAN | PERCENT | 99    | 1.3 | 1.295571428571428571433
        """)
    void valueOfOneUnitOfFace(String type, String unit, String price, String factor, String value) {
        Quotation quotation = quoted(type, unit, List.of(new Quotation.Factor(LocalDate.of(2024, 1, 1), n(factor))));

        assertThat(FaceValue.perUnit(quotation, n(price), DAY).orElseThrow()).isEqualByComparingTo(value);
    }

    /** By each convention from 15 January to 15 March 2024, by hand: 60 actual days, two months of 30, 59 without a leap day. */
    @ParameterizedTest(name = "{0} accrues {1}")
    @CsvSource(delimiter = '|', textBlock = """
        ACT_ACT_ICMA      | 0.659340659340659341
        ACT_ACT_ISDA      | 0.655737704918032787
        ACT_365F          | 0.657534246575342466
        ACT_360           | 0.666666666666666667
        THIRTY_360_US     | 0.666666666666666667
        THIRTY_E_360      | 0.666666666666666667
        NL_365            | 0.646575342465753425
        """)
    void accruedIsRoundedOnceToEighteenDecimals(DayCount dayCount, String accrued) {
        assertThat(BondFigures.accrued(terms(dayCount), DAY)).isEqualByComparingTo(accrued);
    }

    /** 31 October 2023 to 31 January 2024: 62 days of a year of 365 and 30 of one of 366. */
    @Test
    void daysOfLeapYearsCountApart() {
        assertThat(DayCount.ACT_ACT_ISDA
                        .exactly(LocalDate.of(2023, 10, 31), LocalDate.of(2024, 1, 31), AccrualTerms.NONE)
                        .times(BigDecimal.ONE))
                .isEqualByComparingTo("0.251830226813384235")
                .satisfies(years -> assertThat(years.doubleValue()).isCloseTo(62 / 365.0 + 30 / 366.0, within(1e-15)));
    }

    @Test
    void aFactorHoldsFromItsDate() {
        Quotation.OfFace quotation = (Quotation.OfFace) quoted(
                "DIRTY",
                "PERCENT",
                List.of(new Quotation.Factor(DAY, n("0.9")), new Quotation.Factor(DAY.plusDays(1), n("0.8"))));

        assertThat(quotation.factorOn(DAY.minusDays(1))).isEqualByComparingTo("1");
        assertThat(quotation.factorOn(DAY)).isEqualByComparingTo("0.9");
        assertThat(quotation.factorOn(DAY.plusDays(10))).isEqualByComparingTo("0.8");
    }

    @Test
    void whatCannotBeToldIsNoValue() {
        Quotation clean = quoted("CLEAN", "PERCENT", List.of());
        Quotation untold = new Quotation.OfFace(true, true, List.of(), Optional.empty());
        Quotation dirty = new Quotation.OfFace(false, true, List.of(), Optional.empty());

        assertThat(FaceValue.perUnit(clean, n("99"), LocalDate.of(2025, 1, 15))).isEmpty();
        assertThat(FaceValue.perUnit(untold, n("99"), DAY)).isEmpty();
        assertThat(FaceValue.perUnit(Quotation.UNKNOWN, n("99"), DAY)).isEmpty();
        assertThat(FaceValue.perUnit(dirty, n("99"), DAY))
                .hasValueSatisfying(v -> assertThat(v).isEqualByComparingTo("0.99"));
        assertThat(FaceValue.perUnit(Quotation.UNIT, n("99"), DAY)).contains(n("99"));
    }

    /** Clean and accrued are dirty, and what is outstanding scales both. */
    @Property
    void cleanAndAccruedAreDirty(
            @ForAll @IntRange(min = 1, max = 200_000) int price,
            @ForAll @IntRange(max = 3000) int daysBefore,
            @ForAll @IntRange(max = 1000) int factor,
            @ForAll DayCount dayCount) {
        LocalDate day = LocalDate.of(2025, 1, 14).minusDays(daysBefore);
        BondTerms terms = terms(dayCount);
        List<Quotation.Factor> factors = List.of(new Quotation.Factor(LocalDate.MIN, BigDecimal.valueOf(factor, 3)));
        BigDecimal clean = BigDecimal.valueOf(price, 3);
        BigDecimal accrued = BondFigures.accrued(terms, day);

        BigDecimal byClean = FaceValue.perUnit(
                        new Quotation.OfFace(true, true, factors, Optional.of(terms)), clean, day)
                .orElseThrow();
        BigDecimal byDirty = FaceValue.perUnit(
                        new Quotation.OfFace(false, true, factors, Optional.of(terms)), clean.add(accrued), day)
                .orElseThrow();
        BigDecimal whole = FaceValue.perUnit(
                        new Quotation.OfFace(true, true, List.of(), Optional.of(terms)), clean, day)
                .orElseThrow();

        assertThat(byClean).isEqualByComparingTo(byDirty);
        assertThat(byClean).isEqualByComparingTo(whole.multiply(BigDecimal.valueOf(factor, 3)));
        assertThat(scale(accrued)).isLessThanOrEqualTo(18);
    }

    private static int scale(BigDecimal value) {
        return value.stripTrailingZeros().scale();
    }

    /** The exact fraction is the number that Strata's day counts are a double of. */
    @Property
    void exactYearsAgreeWithStrata(
            @ForAll @IntRange(max = 12_000) int from,
            @ForAll @IntRange(max = 4000) int days,
            @ForAll DayCount dayCount) {
        LocalDate start = LocalDate.of(1990, 1, 1).plusDays(from);
        LocalDate end = start.plusDays(days);
        AccrualTerms accrual = AccrualTerms.of(LocalDate.of(2040, 8, 31), 2);

        double exact =
                dayCount.exactly(start, end, accrual).times(BigDecimal.ONE).doubleValue();

        assertThat(exact).isCloseTo(dayCount.between(start, end, accrual).years(), within(1e-12));
    }
}
