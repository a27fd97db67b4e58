package dev.truemark.core.bond;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.StandardId;
import com.opengamma.strata.basics.currency.Currency;
import com.opengamma.strata.basics.date.BusinessDayAdjustment;
import com.opengamma.strata.basics.date.DayCounts;
import com.opengamma.strata.basics.date.DaysAdjustment;
import com.opengamma.strata.basics.schedule.Frequency;
import com.opengamma.strata.basics.schedule.PeriodicSchedule;
import com.opengamma.strata.basics.schedule.StubConvention;
import com.opengamma.strata.pricer.bond.DiscountingFixedCouponBondProductPricer;
import com.opengamma.strata.product.LegalEntityId;
import com.opengamma.strata.product.SecurityId;
import com.opengamma.strata.product.bond.FixedCouponBond;
import com.opengamma.strata.product.bond.FixedCouponBondYieldConvention;
import com.opengamma.strata.product.bond.ResolvedFixedCouponBond;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.YieldConvention;
import dev.truemark.core.time.DayCount;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.DoubleRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;

/** Bonds of regular coupons against OpenGamma Strata's own pricer, in the conventions that it has. */
class StrataAgreementTest {
    private static final DiscountingFixedCouponBondProductPricer STRATA =
            DiscountingFixedCouponBondProductPricer.DEFAULT;
    private static final Map<YieldConvention, FixedCouponBondYieldConvention> CONVENTIONS = Map.of(
            YieldConvention.US_STREET, FixedCouponBondYieldConvention.US_STREET,
            YieldConvention.UK_DMO, FixedCouponBondYieldConvention.GB_BUMP_DMO,
            YieldConvention.DE_BONDS, FixedCouponBondYieldConvention.DE_BONDS,
            YieldConvention.JP_SIMPLE, FixedCouponBondYieldConvention.JP_SIMPLE);

    @Property(tries = 500)
    void agrees(
            @ForAll YieldConvention convention,
            @ForAll @IntRange(max = 3_000) int day,
            @ForAll @IntRange(min = 1, max = 30) int years,
            @ForAll @Scale(6) @DoubleRange(max = 0.999) double elapsed,
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 0.12) double rate,
            @ForAll @Scale(6) @DoubleRange(min = 0.001, max = 0.15) double yield) {
        if (!CONVENTIONS.containsKey(convention)) return;
        LocalDate start = LocalDate.of(2000, 1, 1).plusDays(day);
        if (start.getDayOfMonth() > 27) return; // Strata is not told to keep to month ends
        LocalDate maturity = start.plusYears(years);
        LocalDate settlement =
                start.plusDays((long) (elapsed * start.until(maturity).toTotalMonths() * 30));
        int frequency = convention == YieldConvention.DE_BONDS ? 1 : 2;
        int exDays = convention == YieldConvention.UK_DMO ? 9 : 0;
        boolean japanese = convention == YieldConvention.JP_SIMPLE;
        ResolvedFixedCouponBond theirs = strata(start, maturity, frequency, rate, exDays, convention);
        BondTerms ours = new BondTerms(
                maturity,
                Optional.of(start),
                Optional.empty(),
                rate,
                frequency,
                japanese ? DayCount.ACT_365F : DayCount.ACT_ACT_ICMA,
                convention,
                exDays,
                100,
                Optional.empty());

        BondFigures found =
                BondFigures.of(ours, settlement, new BondQuote.Yield(yield)).orElseThrow();

        double dirty = STRATA.dirtyPriceFromYield(theirs, settlement, yield);
        assertThat(found.dirtyPrice()).isCloseTo(100 * dirty, within(1e-9));
        assertThat(found.cleanPrice())
                .isCloseTo(100 * STRATA.cleanPriceFromDirtyPrice(theirs, settlement, dirty), within(1e-9));
        assertThat(found.modifiedDuration().toOptional().orElseThrow())
                .isCloseTo(STRATA.modifiedDurationFromYield(theirs, settlement, yield), within(1e-9));
        assertThat(found.convexity().toOptional().orElseThrow())
                .isCloseTo(STRATA.convexityFromYield(theirs, settlement, yield), within(1e-8));
        if (!japanese) {
            assertThat(found.macaulayDuration().toOptional().orElseThrow())
                    .isCloseTo(STRATA.macaulayDurationFromYield(theirs, settlement, yield), within(1e-9));
        }
    }

    private static ResolvedFixedCouponBond strata(
            LocalDate start, LocalDate maturity, int frequency, double rate, int exDays, YieldConvention convention) {
        return FixedCouponBond.builder()
                .securityId(SecurityId.of("TEST", "BOND"))
                .legalEntityId(LegalEntityId.of(StandardId.of("TEST", "ISSUER")))
                .dayCount(convention == YieldConvention.JP_SIMPLE ? DayCounts.ACT_365F : DayCounts.ACT_ACT_ICMA)
                .fixedRate(rate)
                .currency(Currency.USD)
                .notional(100)
                .accrualSchedule(PeriodicSchedule.of(
                        start,
                        maturity,
                        frequency == 1 ? Frequency.P12M : Frequency.P6M,
                        BusinessDayAdjustment.NONE,
                        StubConvention.SHORT_INITIAL,
                        false))
                .settlementDateOffset(DaysAdjustment.NONE)
                .yieldConvention(CONVENTIONS.get(convention))
                .exCouponPeriod(exDays == 0 ? DaysAdjustment.NONE : DaysAdjustment.ofCalendarDays(-exDays))
                .build()
                .resolve(ReferenceData.standard());
    }
}
