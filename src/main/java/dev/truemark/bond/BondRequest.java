package dev.truemark.bond;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.core.bond.BondQuote;
import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.YieldConvention;
import dev.truemark.core.time.BusinessCalendar;
import dev.truemark.core.time.CouponDates;
import dev.truemark.core.time.DayCount;
import dev.truemark.performance.Given;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A bond, its settlement, and a price or its yield.
 *
 * @param couponRate a year; 0 unless given, and then without frequency a bond without coupons
 * @param calendar   code of the business days on which is paid
 */
record BondRequest(
        LocalDate settlementDate,
        LocalDate maturityDate,
        LocalDate issueDate,
        LocalDate firstCouponDate,

        @JsonDeserialize(using = StatisticReader.class) BigDecimal couponRate,
        Integer frequency,
        String dayCount,
        YieldConvention yieldConvention,
        Integer exCouponDays,
        BigDecimal redemption,
        String calendar,

        @JsonDeserialize(using = StatisticReader.class) BigDecimal cleanPrice,

        @JsonDeserialize(using = StatisticReader.class) BigDecimal dirtyPrice,

        @JsonDeserialize(using = StatisticReader.class) BigDecimal yield) {
    private static final int MOST_YEARS = 200;
    private static final int MOST_EX_COUPON_DAYS = 60;
    private static final double MOST_PRICE = 1e6;
    private static final double MOST_RATE = 10;
    private static final double LEAST_AMOUNT = 1e-9;
    private static final int PAR = 100;

    /** @throws dev.truemark.platform.problem.ProblemException 422 naming all that is wrong */
    BondTerms terms() {
        FieldErrors errors = new FieldErrors();
        Given.required(errors, settlementDate, "settlement_date");
        Given.required(errors, maturityDate, "maturity_date");
        Terms.known(errors, dayCount, "day_count");
        numbers(errors);
        oneOf(errors);
        if (settlementDate != null && maturityDate != null) dates(errors);
        errors.throwIfAny();
        return new BondTerms(
                maturityDate,
                Optional.ofNullable(issueDate),
                Optional.ofNullable(firstCouponDate),
                couponRate == null ? 0 : couponRate.doubleValue(),
                coupons(),
                count(),
                Objects.requireNonNullElse(yieldConvention, YieldConvention.US_STREET),
                Objects.requireNonNullElse(exCouponDays, 0),
                redemption == null ? PAR : redemption.doubleValue(),
                Optional.ofNullable(calendar).flatMap(BusinessCalendar::of));
    }

    BondQuote quote() {
        if (cleanPrice != null) return new BondQuote.CleanPrice(cleanPrice.doubleValue());
        if (dirtyPrice != null) return new BondQuote.DirtyPrice(dirtyPrice.doubleValue());
        return new BondQuote.Yield(yield.doubleValue());
    }

    /** The field that told the quote. */
    String quoteField() {
        if (cleanPrice != null) return "clean_price";
        return dirtyPrice != null ? "dirty_price" : "yield";
    }

    private int coupons() {
        return Objects.requireNonNullElse(frequency, 0);
    }

    private DayCount count() {
        return dayCount == null ? DayCount.ACT_ACT_ICMA : DayCount.of(dayCount).orElseThrow();
    }

    private void numbers(FieldErrors errors) {
        Terms.range(errors, couponRate, "coupon_rate", 0, MOST_RATE);
        boolean known = frequency == null || frequency == 0 || CouponDates.FREQUENCIES.contains(frequency);
        errors.require(known, "frequency", "UNKNOWN", Terms.FREQUENCIES + " 0 is for a bond without coupons.");
        boolean missing = coupons() == 0 && couponRate != null && couponRate.signum() != 0;
        errors.require(!missing, "frequency", "REQUIRED", "A coupon needs its frequency.");
        errors.require(
                exCouponDays == null || exCouponDays >= 0 && exCouponDays <= MOST_EX_COUPON_DAYS,
                "ex_coupon_days",
                "OUT_OF_RANGE",
                "The ex-coupon period has from 0 to " + MOST_EX_COUPON_DAYS + " days.");
        Terms.range(errors, redemption, "redemption", LEAST_AMOUNT, MOST_PRICE);
        Terms.range(errors, cleanPrice, "clean_price", LEAST_AMOUNT, MOST_PRICE);
        Terms.range(errors, dirtyPrice, "dirty_price", LEAST_AMOUNT, MOST_PRICE);
        Terms.range(errors, yield, "yield", -1, MOST_RATE);
        errors.require(
                calendar == null || BusinessCalendar.of(calendar).isPresent(),
                "calendar",
                "UNKNOWN",
                "The calendar must be one of " + String.join(", ", BusinessCalendar.codes()) + ".");
    }

    private void oneOf(FieldErrors errors) {
        long given = Stream.of(cleanPrice, dirtyPrice, yield)
                .filter(Objects::nonNull)
                .count();
        errors.require(given > 0, "clean_price", "REQUIRED", "One of clean_price, dirty_price and yield is needed.");
        errors.require(given < 2, "clean_price", "NOT_TOGETHER", "Give one of clean_price, dirty_price and yield.");
    }

    private void dates(FieldErrors errors) {
        Terms.date(errors, settlementDate, "settlement_date");
        boolean lives =
                settlementDate.isBefore(maturityDate) && (issueDate == null || !settlementDate.isBefore(issueDate));
        errors.require(lives, "settlement_date", "OUT_OF_ORDER", "It is before the maturity and not before the issue.");
        errors.require(
                maturityDate.getYear() - settlementDate.getYear() <= MOST_YEARS,
                "maturity_date",
                "OUT_OF_RANGE",
                "The maturity is at most " + MOST_YEARS + " years after the settlement.");
        Terms.date(errors, issueDate, "issue_date");
        boolean byCalendar = calendar != null || DayCount.BUS_252.code().equals(dayCount);
        boolean covered = BusinessCalendar.covers(maturityDate.plusMonths(1))
                && BusinessCalendar.covers(settlementDate.minusYears(1))
                && (issueDate == null || BusinessCalendar.covers(issueDate));
        errors.require(
                !byCalendar || covered,
                "maturity_date",
                "OUT_OF_RANGE",
                "The calendars know the years from 1950 to 2099.");
        if (firstCouponDate != null) firstCoupon(errors);
    }

    private void firstCoupon(FieldErrors errors) {
        boolean ordered =
                !firstCouponDate.isAfter(maturityDate) && (issueDate == null || issueDate.isBefore(firstCouponDate));
        errors.require(
                ordered, "first_coupon_date", "OUT_OF_ORDER", "It is after the issue and not after the maturity.");
        boolean counted = CouponDates.FREQUENCIES.contains(coupons())
                && ordered
                && new CouponDates(maturityDate, coupons()).has(firstCouponDate);
        errors.require(
                counted || !ordered,
                "first_coupon_date",
                "NOT_A_COUPON_DATE",
                "It is a whole number of coupon periods before the maturity.");
        errors.require(
                issueDate != null || !settlementDate.isBefore(firstCouponDate),
                "issue_date",
                "REQUIRED",
                "Interest of the first period accrues from the issue.");
    }
}
