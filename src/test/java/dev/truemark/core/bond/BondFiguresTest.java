package dev.truemark.core.bond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import dev.truemark.core.figure.Statistic;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.YieldConvention;
import dev.truemark.core.time.BusinessCalendar;
import dev.truemark.core.time.DayCount;
import java.time.LocalDate;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Bonds at a price or yield: published figures, sums by hand, and differences of the price itself. */
class BondFiguresTest {
    private static final Optional<LocalDate> NO_DATE = Optional.empty();

    private static BondTerms bond(String maturity, double rate, int frequency, DayCount count, YieldConvention yield) {
        return bond(maturity, null, null, rate, frequency, count, yield, 0, null);
    }

    private static BondTerms bond(
            String maturity,
            String issue,
            String first,
            double rate,
            int frequency,
            DayCount count,
            YieldConvention yield,
            int exDays,
            String calendar) {
        return new BondTerms(
                LocalDate.parse(maturity),
                Optional.ofNullable(issue).map(LocalDate::parse),
                Optional.ofNullable(first).map(LocalDate::parse),
                rate,
                frequency,
                count,
                yield,
                exDays,
                100,
                Optional.ofNullable(calendar).flatMap(BusinessCalendar::of));
    }

    private static BondFigures atYield(BondTerms bond, String settlement, double yield) {
        return BondFigures.of(bond, LocalDate.parse(settlement), new BondQuote.Yield(yield))
                .orElseThrow();
    }

    private static double value(Statistic figure) {
        return figure.toOptional().orElseThrow();
    }

    /** OpenGamma Strata, DiscountingFixedCouponBondProductPricerTest: dirty price and Macaulay duration from yield. */
    @ParameterizedTest(name = "{5} {0} at {6}")
    @CsvSource(delimiter = '|', textBlock = """
        2016-11-15 | 0.04625 | 2 | 0 | 0.04 | US_STREET | 2011-08-23 | 104.17352500524245 | 4.6575232098896215
        2016-11-15 | 0.04625 | 2 | 0 | 0.04 | US_STREET | 2016-06-08 | 100.5635683760684  | 0.43478260869565216
        2014-09-07 | 0.05    | 2 | 7 | 0.04 | UK_DMO    | 2011-09-05 | 102.77859038905428 | 2.8312260658609163
        2014-09-07 | 0.05    | 2 | 7 | 0.04 | UK_DMO    | 2014-06-04 | 101.45736043763598 | 0.25815217391304346
        2014-09-07 | 0.05    | 1 | 0 | 0.04 | DE_BONDS  | 2011-09-07 | 102.7750910332271  | 2.861462874541554
        2014-09-07 | 0.05    | 1 | 0 | 0.04 | DE_BONDS  | 2014-06-06 | 103.9406595790844  | 0.26231286613148186
        """)
    void figuresOfStrata(
            String maturity,
            double rate,
            int frequency,
            int exDays,
            double yield,
            YieldConvention convention,
            String settlement,
            double dirty,
            double macaulay) {
        BondTerms bond = bond(maturity, null, null, rate, frequency, DayCount.ACT_ACT_ICMA, convention, exDays, null);

        BondFigures found = atYield(bond, settlement, yield);

        assertThat(found.dirtyPrice()).isCloseTo(dirty, within(1e-11));
        assertThat(value(found.macaulayDuration())).isCloseTo(macaulay, within(1e-12));
    }

    @Test
    void aZeroCouponWithAFrequencyIsCompoundedByIt() {
        BondTerms bond = bond("2016-11-15", 0, 2, DayCount.ACT_ACT_ICMA, YieldConvention.US_STREET);

        assertThat(atYield(bond, "2011-08-23", 0.04).dirtyPrice()).isCloseTo(81.29655023939295, within(1e-11));
        assertThat(atYield(bond, "2011-08-23", 0).dirtyPrice()).isEqualTo(100);
    }

    /** Microsoft's documentation of PRICE, with variants that PhpSpreadsheet and LibreOffice agree on. */
    @ParameterizedTest(name = "{4} {3} times a year, {0}")
    @CsvSource(delimiter = '|', textBlock = """
        2008-02-15 | 2017-11-15 | 0.0575 | 2 | THIRTY_360_US | 0.065 | 94.6343616213221   | 1e-10
        2008-02-15 | 2017-11-15 | 0.0575 | 2 | ACT_ACT_ICMA  | 0.065 | 94.635449207877201 | 1e-10
        2008-02-15 | 2017-11-15 | 0.0575 | 1 | THIRTY_360_US | 0.065 | 94.67215001        | 1e-8
        2012-04-01 | 2020-03-31 | 0.12   | 2 | THIRTY_360_US | 0.10  | 110.83448359321601 | 1e-10
        2012-04-01 | 2020-03-31 | 0.12   | 2 | ACT_ACT_ICMA  | 0.10  | 110.834537395859   | 1e-10
        2012-04-01 | 2020-03-31 | 0.12   | 4 | THIRTY_360_US | 0.10  | 110.9216934        | 1e-7
        2012-04-01 | 2020-03-31 | 0.12   | 4 | ACT_ACT_ICMA  | 0.10  | 110.9217251        | 1e-7
        2012-04-01 | 2020-03-31 | 0.12   | 4 | THIRTY_E_360  | 0.10  | 110.9216934        | 1e-7
        """)
    void pricesOfSpreadsheets(
            String settlement,
            String maturity,
            double rate,
            int frequency,
            DayCount count,
            double yield,
            double clean,
            double tolerance) {
        BondTerms bond = bond(maturity, rate, frequency, count, YieldConvention.US_STREET);

        assertThat(atYield(bond, settlement, yield).cleanPrice()).isCloseTo(clean, within(tolerance));
    }

    /** Microsoft's documentation of YIELD, DURATION and MDURATION. */
    @Test
    void yieldAndDurationsOfSpreadsheets() {
        BondTerms yielding = bond("2016-11-15", 0.0575, 2, DayCount.THIRTY_360_US, YieldConvention.US_STREET);
        BondTerms longOne = bond("2048-01-01", 0.08, 2, DayCount.ACT_ACT_ICMA, YieldConvention.US_STREET);
        BondTerms shorter = bond("2016-01-01", 0.08, 2, DayCount.ACT_ACT_ICMA, YieldConvention.US_STREET);

        BondFigures priced = BondFigures.of(yielding, LocalDate.of(2008, 2, 15), new BondQuote.CleanPrice(95.04287))
                .orElseThrow();

        assertThat(value(priced.yield())).isCloseTo(0.065, within(1e-7));
        assertThat(value(atYield(longOne, "2018-07-01", 0.09).macaulayDuration()))
                .isCloseTo(10.9191453, within(5e-8));
        assertThat(value(atYield(shorter, "2008-01-01", 0.09).modifiedDuration()))
                .isCloseTo(5.73567, within(5e-6));
    }

    @Test
    void accruedIsNegativeOnceTheCouponIsGone() {
        BondTerms bond =
                bond("2014-09-07", null, null, 0.05, 2, DayCount.ACT_ACT_ICMA, YieldConvention.UK_DMO, 7, null);

        assertThat(BondFigures.accrued(bond, LocalDate.of(2011, 8, 31)).doubleValue())
                .isCloseTo(2.5 * 177 / 184, within(1e-13));
        assertThat(BondFigures.accrued(bond, LocalDate.of(2011, 9, 1)).doubleValue())
                .isCloseTo(-2.5 * 6 / 184, within(1e-13));
        assertThat(BondFigures.accrued(bond, LocalDate.of(2011, 9, 7))).isZero();
        assertThat(atYield(bond, "2011-09-01", 0.04).flows().getFirst().date()).isEqualTo("2012-03-07");
        assertThat(atYield(bond, "2014-09-01", 0.04).flows())
                .singleElement()
                .satisfies(last -> assertThat(last.amount()).isEqualTo(100));
    }

    /** Seven London business days before Wednesday 7 September 2011, with the holiday of 29 August among them. */
    @Test
    void exCouponDaysOfACalendarAreBusinessDays() {
        BondTerms bond =
                bond("2014-09-07", null, null, 0.05, 2, DayCount.ACT_ACT_ICMA, YieldConvention.UK_DMO, 7, "GBLO");

        assertThat(BondFigures.accrued(bond, LocalDate.of(2011, 8, 26))).isPositive();
        assertThat(BondFigures.accrued(bond, LocalDate.of(2011, 8, 27))).isNegative();
    }

    /** Two notional periods of 182 and 184 days before the first coupon of 4: everything by hand. */
    @Test
    void aLongFirstCouponIsDiscountedOverItsNotionalPeriods() {
        BondTerms bond = bond(
                "2026-01-15",
                "2024-01-15",
                "2025-01-15",
                0.04,
                2,
                DayCount.ACT_ACT_ICMA,
                YieldConvention.US_STREET,
                0,
                null);
        double v = 1 / 1.025;
        double w = 122.0 / 182;

        BondFigures found = atYield(bond, "2024-03-15", 0.05);

        assertThat(found.accrued()).isCloseTo(2 * 60.0 / 182, within(1e-13));
        assertThat(found.dirtyPrice())
                .isCloseTo(4 * Math.pow(v, w + 1) + 2 * Math.pow(v, w + 2) + 102 * Math.pow(v, w + 3), within(1e-11));
        assertThat(found.flows()).extracting(BondFlow::coupon).containsExactly(4.0, 2.0, 2.0);
    }

    /** From 1 March to 15 July 2024 are 136 of the 182 days from 15 January. */
    @Test
    void aShortFirstCouponIsItsPartOfAPeriod() {
        BondTerms bond = bond(
                "2026-01-15", "2024-03-01", null, 0.04, 2, DayCount.ACT_ACT_ICMA, YieldConvention.US_STREET, 0, null);

        BondFigures found = atYield(bond, "2024-04-01", 0.05);

        assertThat(found.flows().getFirst().coupon()).isCloseTo(2 * 136.0 / 182, within(1e-13));
        assertThat(found.accrued()).isCloseTo(2 * 31.0 / 182, within(1e-13));
    }

    @Test
    void theTrueYieldDiscountsToTheDayOfPayment() {
        // 15 June 2025 is a Sunday, 15 December 2025 a Monday, of periods of 183 and 182 days
        BondTerms bond =
                bond("2025-12-15", null, null, 0.06, 2, DayCount.ACT_ACT_ICMA, YieldConvention.TRUE, 0, "SAT_SUN");
        double v = 1 / 1.02;

        BondFigures found = atYield(bond, "2024-12-15", 0.04);

        assertThat(found.dirtyPrice()).isCloseTo(3 * Math.pow(v, 1 + 1 / 183.0) + 103 * Math.pow(v, 2), within(1e-11));
        assertThat(found.flows().getFirst().paymentDate()).isEqualTo("2025-06-16");
    }

    /** Tesouro Nacional, the price of an LTN: 1000/(1 + y)^(du/252), here of 100 and with 19 business days. */
    @Test
    void aTrueYieldWithoutCouponsIsCompoundedOverTheYearsOfItsDayCount() {
        BondTerms bond = bond("2024-12-01", 0, 0, DayCount.BUS_252, YieldConvention.TRUE);

        assertThat(atYield(bond, "2024-11-01", 0.12).dirtyPrice())
                .isCloseTo(100 * Math.pow(1.12, -19 / 252.0), within(1e-12));
    }

    /** 3641 days without 29 February to the maturity, 9 since the coupon. */
    @Test
    void theJapaneseYieldIsSimple() {
        BondTerms bond = bond("2025-09-20", 0.004, 2, DayCount.NL_365, YieldConvention.JP_SIMPLE);
        double years = 3641 / 365.0;

        BondFigures found = atYield(bond, "2015-09-29", 0.00321);

        assertThat(found.cleanPrice()).isCloseTo((100 + 0.4 * years) / (1 + 0.00321 * years), within(1e-12));
        assertThat(found.accrued()).isCloseTo(0.4 * 9 / 365, within(1e-15));
        assertThat(found.macaulayDuration()).isEqualTo(Statistic.undefined(Undefined.SIMPLE_YIELD));
    }

    @Test
    void whatHasNoPriceIsEmpty() {
        BondTerms japanese = bond("2044-09-20", 0.004, 2, DayCount.NL_365, YieldConvention.JP_SIMPLE);
        LocalDate settlement = LocalDate.of(2024, 9, 24);

        assertThat(BondFigures.of(japanese, settlement, new BondQuote.Yield(-0.06)))
                .isEmpty();
        assertThat(BondFigures.of(japanese, settlement, new BondQuote.DirtyPrice(0.001)))
                .map(BondFigures::yield)
                .contains(Statistic.undefined(Undefined.RATE_OUT_OF_RANGE));
    }

    @Test
    void refusals() {
        BondTerms bond = bond("2026-01-15", 0.04, 2, DayCount.ACT_ACT_ICMA, YieldConvention.US_STREET);

        assertThatThrownBy(() -> atYield(bond, "2026-01-15", 0.05)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bond("2026-01-15", 0.04, 0, DayCount.ACT_360, YieldConvention.TRUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> bond("2026-01-15", 0.04, 5, DayCount.ACT_360, YieldConvention.TRUE))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new BondTerms(
                        LocalDate.of(2026, 1, 15),
                        NO_DATE,
                        Optional.of(LocalDate.of(2025, 2, 15)),
                        0.04,
                        2,
                        DayCount.ACT_360,
                        YieldConvention.TRUE,
                        0,
                        100,
                        Optional.empty()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Property(tries = 300)
    void priceAndYieldAreInverse(
            @ForAll YieldConvention convention,
            @ForAll @IntRange(min = 1, max = 11_000) int life,
            @ForAll @Scale(6) @DoubleRange(max = 0.15) double rate,
            @ForAll @Scale(6) @DoubleRange(min = -0.01, max = 0.3) double yield) {
        LocalDate settlement = LocalDate.of(2024, 2, 29);
        BondTerms bond = bond(
                settlement.plusDays(life).toString(),
                null,
                null,
                rate,
                convention == YieldConvention.DE_BONDS ? 1 : 2,
                DayCount.ACT_ACT_ICMA,
                convention,
                0,
                convention == YieldConvention.TRUE ? "USGS" : null);
        BondFigures found = atYield(bond, settlement.toString(), yield);

        BondFigures fromClean = BondFigures.of(bond, settlement, new BondQuote.CleanPrice(found.cleanPrice()))
                .orElseThrow();
        BondFigures fromDirty = BondFigures.of(bond, settlement, new BondQuote.DirtyPrice(found.dirtyPrice()))
                .orElseThrow();

        assertThat(value(fromClean.yield())).isCloseTo(yield, within(1e-10));
        assertThat(value(fromDirty.yield())).isCloseTo(yield, within(1e-10));
        assertThat(found.dirtyPrice() - found.cleanPrice()).isCloseTo(found.accrued(), within(1e-12));
    }

    /** Duration and convexity are derivatives of the price: differences of it must agree, the first ones to the fourth order. */
    @Property(tries = 300)
    void durationAndConvexityAreDifferencesOfThePrice(
            @ForAll YieldConvention convention,
            @ForAll @IntRange(min = 20, max = 11_000) int life,
            @ForAll @Scale(6) @DoubleRange(max = 0.15) double rate,
            @ForAll @Scale(6) @DoubleRange(min = -0.005, max = 0.2) double yield) {
        String settlement = "2024-02-29";
        BondTerms bond = bond(
                LocalDate.parse(settlement).plusDays(life).toString(),
                rate,
                convention == YieldConvention.DE_BONDS ? 1 : 2,
                DayCount.ACT_ACT_ICMA,
                convention);
        double h = 1e-4;
        double up = atYield(bond, settlement, yield + h).dirtyPrice();
        double down = atYield(bond, settlement, yield - h).dirtyPrice();
        double farUp = atYield(bond, settlement, yield + 2 * h).dirtyPrice();
        double farDown = atYield(bond, settlement, yield - 2 * h).dirtyPrice();
        double slope = (farUp - farDown + 8 * (down - up)) / (12 * h);

        BondFigures found = atYield(bond, settlement, yield);

        double price = found.dirtyPrice();
        double duration = value(found.modifiedDuration());
        double convexity = value(found.convexity());
        assertThat(duration).isCloseTo(slope / price, within(1e-7 * (1 + duration * convexity)));
        assertThat(convexity).isCloseTo((up - 2 * price + down) / (h * h) / price, within(1e-4 * (1 + convexity)));
        assertThat(value(found.dv01())).isCloseTo(slope * 1e-4, within(1e-7));
    }
}
