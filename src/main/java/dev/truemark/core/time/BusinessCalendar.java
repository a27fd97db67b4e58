package dev.truemark.core.time;

import com.opengamma.strata.basics.ReferenceData;
import com.opengamma.strata.basics.date.HolidayCalendar;
import com.opengamma.strata.basics.date.HolidayCalendarId;
import com.opengamma.strata.basics.date.HolidayCalendarIds;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * The business days of a market, for dates from 1950 to 2099.
 * <p><b>Source.</b> OpenGamma Strata's calendars, generated from the rules of each market.
 */
public final class BusinessCalendar {
    private static final int FIRST_YEAR = 1950;
    private static final int LAST_YEAR = 2099;
    private static final double DAYS_OF_BRAZILS_YEAR = 252;
    private static final Map<String, BusinessCalendar> ALL = all();
    private static final BusinessCalendar BRAZIL = ALL.get("BRBD");

    private final String code;
    private final HolidayCalendar days;

    private BusinessCalendar(String code, HolidayCalendar days) {
        this.code = code;
        this.days = days;
    }

    /** By its code, such as {@code USGS} (US government bonds), {@code GBLO}, {@code EUTA} or {@code JPTO}. */
    public static Optional<BusinessCalendar> of(String code) {
        return Optional.ofNullable(ALL.get(code));
    }

    public static Set<String> codes() {
        return new TreeSet<>(ALL.keySet());
    }

    public static boolean covers(LocalDate date) {
        return date.getYear() >= FIRST_YEAR && date.getYear() <= LAST_YEAR;
    }

    public String code() {
        return code;
    }

    /** The date itself if it is a business day, otherwise the next one. */
    public LocalDate following(LocalDate date) {
        return days.nextOrSame(covered(date));
    }

    /** The business day {@code count} business days before {@code date}. */
    public LocalDate before(LocalDate date, int count) {
        return days.shift(covered(date), -count);
    }

    static DayCounted brazil(LocalDate start, LocalDate end) {
        int count = BRAZIL.days.daysBetween(start, end);
        return new DayCounted(count, count / DAYS_OF_BRAZILS_YEAR);
    }

    private static LocalDate covered(LocalDate date) {
        if (!covers(date)) throw new IllegalArgumentException("no calendar for " + date);
        return date;
    }

    private static Map<String, BusinessCalendar> all() {
        Map<String, BusinessCalendar> all = new TreeMap<>();
        ReferenceData standard = ReferenceData.standard();
        for (String code : Set.of(
                "AUSY", "BRBD", "CAMO", "CATO", "CHZU", "CZPR", "DEFR", "DKCO", "EUTA", "FRPA", "GBLO", "HUBU", "JPTO",
                "MXMC", "NOOS", "NYFD", "NYSE", "NZAU", "NZWE", "PLWA", "SEST", "THBA", "USGS", "USNY", "ZAJO")) {
            all.put(code, new BusinessCalendar(code, HolidayCalendarId.of(code).resolve(standard)));
        }
        all.put("SAT_SUN", new BusinessCalendar("SAT_SUN", HolidayCalendarIds.SAT_SUN.resolve(standard)));
        return Map.copyOf(all);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof BusinessCalendar calendar && calendar.code.equals(code);
    }

    @Override
    public int hashCode() {
        return code.hashCode();
    }

    @Override
    public String toString() {
        return code;
    }
}
