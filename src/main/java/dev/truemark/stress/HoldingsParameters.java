package dev.truemark.stress;

import dev.truemark.core.risk.HoldingsRisk;
import dev.truemark.core.risk.RiskInput;
import dev.truemark.platform.json.DecimalText;
import dev.truemark.platform.json.RefusedDecimal;
import dev.truemark.platform.reading.Parameters;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.jboss.resteasy.reactive.RestQuery;

/** Over which past, and how, the risk of what is held now is told. */
public class HoldingsParameters {
    private static final Set<DayOfWeek> WEEKEND = EnumSet.of(DayOfWeek.SATURDAY, DayOfWeek.SUNDAY);
    private static final int USUAL_DAYS = 250;
    private static final int MOST_DAYS = 2600;

    @RestQuery
    @Parameter(description = "Weekdays of the past that are taken, 20 to 2600, the last being as_of; 250 unless given.")
    public String days;

    @RestQuery
    @Parameter(description = "Confidence of value at risk and expected shortfall, 0.5 to 0.9999; 0.95 unless given.")
    public String confidence;

    @RestQuery
    @Parameter(
            description = "Weekdays over which losses are told, 1 to 252, by the square root of time; 1 unless given.")
    public String horizon;

    @RestQuery("accept_jumps")
    @Parameter(
            description =
                    "true: a price that falls below 0.55 of itself in a day, or rises above its inverse, is a loss or a gain. "
                            + "false unless given: such a day may be a split that nobody told, and leaves no figure.")
    public String acceptJumps;

    int horizonDays() {
        return whole("horizon", horizon, 1, 252, 1);
    }

    boolean acceptsJumps() {
        return Parameters.text("accept_jumps", acceptJumps)
                .map(text -> switch (text) {
                    case "true" -> true;
                    case "false" -> false;
                    default -> throw Parameters.bad("accept_jumps", "true or false");
                })
                .orElse(false);
    }

    double confidence() {
        return Parameters.text("confidence", confidence)
                .map(given -> {
                    try {
                        double value = DecimalText.parse(given).doubleValue();
                        if (value >= 0.5 && value <= 0.9999) return value;
                    } catch (RefusedDecimal e) {
                        // answered below
                    }
                    throw Parameters.bad("confidence", "a number from 0.5 to 0.9999");
                })
                .orElse(RiskInput.DEFAULT_CONFIDENCE);
    }

    int numberOfDays() {
        return whole("days", days, HoldingsRisk.LEAST_RETURNS, MOST_DAYS, USUAL_DAYS);
    }

    /** Evenings, one more than there are returns, ascending. */
    List<LocalDate> evenings(LocalDate asOf) {
        int wanted = numberOfDays() + 1;
        List<LocalDate> evenings = new ArrayList<>(wanted);
        for (LocalDate date = asOf; evenings.size() < wanted; date = date.minusDays(1)) {
            if (!WEEKEND.contains(date.getDayOfWeek())) evenings.add(date);
        }
        return evenings.reversed();
    }

    private static int whole(String name, String text, int least, int most, int otherwise) {
        return Parameters.text(name, text)
                .map(given -> {
                    try {
                        int value = Integer.parseInt(given);
                        if (value >= least && value <= most) return value;
                    } catch (NumberFormatException e) {
                        // answered below
                    }
                    throw Parameters.bad(name, "a whole number from " + least + " to " + most);
                })
                .orElse(otherwise);
    }
}
