package dev.truemark.core.bond;

import dev.truemark.core.instrument.BondTerms;
import dev.truemark.core.instrument.YieldConvention;
import dev.truemark.core.time.CouponDates;
import dev.truemark.core.time.DayCount;
import dev.truemark.core.time.Years;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bond has accrued at settlement and what it still pays, per 100 face.
 *
 * <p><b>Definition.</b> Coupon dates are counted back from the maturity, unadjusted. A regular coupon is rate over
 * frequency; one of a long or short first period is the rate times the years of its period. Accrued is the rate times the
 * years since the period began; once settlement is after the ex-coupon date, the coupon belongs to the seller and accrued
 * is what is missing to it, so negative. Time runs in coupon periods: to the next (notional) coupon date it is {@code 1 −
 * A/E}, {@code A} and {@code E} the years from the coupon date before to settlement and to the next one.
 *
 * <p><b>Source.</b> SIFMA Standard Securities Calculation Methods (odd first periods by notional coupon dates); UK DMO,
 * Formulae for Calculating Gilt Prices from Yields (ex-dividend).
 *
 * @param flows            by date; the last one is the redemption
 * @param isInLastPeriod   whether settlement is within one regular period of the maturity
 * @param periodsToNext    periods to the next coupon date, notional or real: 0 to 1
 */
record Outstanding(BigDecimal accrued, List<BondFlow> flows, boolean isInLastPeriod, double periodsToNext) {
    private static final double FACE = 100;

    static Outstanding of(BondTerms bond, LocalDate settlement) {
        return new Reader(bond, settlement).read();
    }

    /** What has accrued alone. */
    static BigDecimal accrued(BondTerms bond, LocalDate settlement) {
        return new Reader(bond, settlement).accrued();
    }

    /** The date after which a buyer does not get the coupon of {@code couponDate}. */
    static LocalDate exDate(BondTerms bond, LocalDate couponDate) {
        return bond.calendar()
                .map(days -> days.before(couponDate, bond.exCouponDays()))
                .orElse(couponDate.minusDays(bond.exCouponDays()));
    }

    private static final class Reader {
        private final BondTerms bond;
        private final LocalDate settlement;
        private final CouponDates dates;
        private final int before;
        private final int first;
        private final double toNext;

        Reader(BondTerms bond, LocalDate settlement) {
            this.bond = bond;
            this.settlement = settlement;
            this.dates = bond.dates();
            this.before = dates.numberAt(settlement);
            this.first = firstCoupon();
            double whole = years(dates.at(before), dates.at(before + 1));
            this.toNext = 1 - years(dates.at(before), settlement) / whole;
        }

        Outstanding read() {
            int next = next();
            boolean isEx = isEx(next);
            List<BondFlow> flows = new ArrayList<>();
            for (int number = isEx ? next + 1 : next; number <= 0; number++) flows.add(flow(number, coupon(number)));
            if (isEx && next == 0) flows.add(flow(0, 0));
            flows.removeIf(flow -> flow.amount() == 0);
            return new Outstanding(accrued(), flows, before == -1, toNext);
        }

        /** A decimal, rounded once, however many parts its time has. */
        BigDecimal accrued() {
            if (bond.frequency() == 0) return BigDecimal.ZERO;
            int next = next();
            Years since = exactYears(start(next), settlement);
            Years counted = isEx(next) ? since.minus(couponYears(next)) : since;
            return counted.times(BigDecimal.valueOf(bond.couponRate()).movePointRight(2));
        }

        private int next() {
            return Math.max(first, before + 1);
        }

        private boolean isEx(int next) {
            return bond.frequency() > 0 && bond.exCouponDays() > 0 && settlement.isAfter(exDate(bond, dates.at(next)));
        }

        private Years couponYears(int number) {
            LocalDate start = start(number);
            return start.equals(dates.at(number - 1))
                    ? Years.of(1, bond.frequency())
                    : exactYears(start, dates.at(number));
        }

        private Years exactYears(LocalDate from, LocalDate to) {
            return bond.dayCount().exactly(from, to, bond.accrual());
        }

        /** Number of the first coupon ever paid; far back where nothing says. */
        private int firstCoupon() {
            if (bond.firstCoupon().isPresent())
                return dates.numberAt(bond.firstCoupon().get());
            return bond.issue().map(date -> dates.numberAt(date) + 1).orElse(Integer.MIN_VALUE);
        }

        private LocalDate start(int number) {
            return number == first && bond.issue().isPresent() ? bond.issue().get() : dates.at(number - 1);
        }

        private double coupon(int number) {
            if (bond.frequency() == 0) return 0;
            LocalDate start = start(number);
            return start.equals(dates.at(number - 1))
                    ? FACE * bond.couponRate() / bond.frequency()
                    : FACE * bond.couponRate() * years(start, dates.at(number));
        }

        private BondFlow flow(int number, double coupon) {
            LocalDate date = dates.at(number);
            LocalDate paid = bond.calendar().map(days -> days.following(date)).orElse(date);
            return new BondFlow(date, paid, periods(number, date, paid), coupon, number == 0 ? bond.redemption() : 0);
        }

        private double periods(int number, LocalDate date, LocalDate paid) {
            double nominal = toNext + (number - before - 1);
            if (bond.yieldConvention() != YieldConvention.TRUE) return nominal;
            boolean byYears = bond.frequency() == 0 && bond.dayCount() != DayCount.ACT_ACT_ICMA;
            return byYears ? years(settlement, paid) : nominal + dates.periods(date, paid);
        }

        private double years(LocalDate from, LocalDate to) {
            return bond.dayCount().between(from, to, bond.accrual()).years();
        }
    }
}
