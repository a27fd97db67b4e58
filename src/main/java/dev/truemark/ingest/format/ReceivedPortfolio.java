package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PolicyEntry;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;

/**
 * A portfolio and its policies as received (API.md, Portfolio). What was not told is null and stays as it is.
 *
 * @param policies   all that holds from a date on or for one security, in the place of what was said before
 * @param supersedes the revision of the policies that it claims to replace
 * @param toldBy     name of the user who said so
 */
public record ReceivedPortfolio(
        String portfolioId,
        String name,
        String description,
        String baseCurrency,
        String timeZone,
        LocalDate openDate,
        LocalDate closeDate,
        String riskHorizon,
        String benchmarkId,
        Policy.CostMethod costMethod,
        Policy.Oversell oversell,
        Policy.DividendTreatment dividendTreatment,
        Policy.CashTracking cashTracking,
        Boolean feesInCost,
        List<PolicyEntry> policies,
        Integer supersedes,
        String toldBy) {
    private static final Name PORTFOLIO_ID = Name.of("portfolio_id");
    private static final Name NAME = Name.of("name");
    private static final Name DESCRIPTION = Name.of("description");
    private static final Name BASE_CURRENCY = Name.of("base_currency");
    private static final Name TIME_ZONE = Name.of("time_zone");
    private static final Name OPEN_DATE = Name.of("open_date");
    private static final Name CLOSE_DATE = Name.of("close_date");
    private static final Name RISK_HORIZON = Name.of("risk_horizon");
    private static final Name BENCHMARK_ID = Name.of("benchmark_id");
    private static final Name COST_METHOD = Name.of("cost_method");
    private static final Name OVERSELL = Name.of("oversell");
    private static final Name DIVIDEND_TREATMENT = Name.of("dividend_treatment");
    private static final Name CASH_TRACKING = Name.of("cash_tracking");
    private static final Name FEES_IN_COST = Name.of("fees_in_cost");
    private static final Name POLICIES = Name.of(PolicyEntries.FIELD);
    private static final Name SUPERSEDES = Name.of("supersedes");
    private static final Name TOLD_BY = Name.of("told_by");

    /** Reads a bare portfolio, in either spelling; never throws. */
    public static Parsed<ReceivedPortfolio> parse(JsonNode data, Reading reading) {
        Fields f = new Fields(data);
        if (f.hasErrors()) return f.refused();
        String id = f.id(PORTFOLIO_ID);
        f.require(PORTFOLIO_ID, id);
        LocalDate open = date(f, OPEN_DATE);
        LocalDate close = date(f, CLOSE_DATE);
        if (open != null && close != null && close.isBefore(open)) {
            f.error(CLOSE_DATE, "BEFORE_OPEN", "A portfolio does not close before it opens.");
        }
        ReceivedPortfolio read = new ReceivedPortfolio(
                id,
                f.text(NAME, Fields.MAX_NAME_CHARS, false),
                f.text(DESCRIPTION, Fields.MAX_TEXT_CHARS, true),
                f.currency(BASE_CURRENCY),
                timeZone(f),
                open,
                close,
                f.id(RISK_HORIZON),
                f.id(BENCHMARK_ID),
                f.choice(COST_METHOD, Policy.CostMethod.class),
                f.choice(OVERSELL, Policy.Oversell.class),
                f.choice(DIVIDEND_TREATMENT, Policy.DividendTreatment.class),
                f.choice(CASH_TRACKING, Policy.CashTracking.class),
                f.bool(FEES_IN_COST),
                policies(f),
                revision(f),
                f.text(TOLD_BY, Fields.MAX_NAME_CHARS, false));
        return f.hasErrors() ? f.refused() : new Parsed.Ok<>(read);
    }

    private static List<PolicyEntry> policies(Fields f) {
        JsonNode list = f.raw(POLICIES);
        if (list == null) return null;
        return switch (PolicyEntries.read(list)) {
            case Parsed.Ok<List<PolicyEntry>> ok -> ok.value();
            case Parsed.Refused<List<PolicyEntry>> refused -> {
                refused.errors().forEach(e -> f.add(e.field(), e.code(), e.message()));
                yield null;
            }
        };
    }

    /** 0 is that of which nothing was said. */
    private static Integer revision(Fields f) {
        BigDecimal value = f.decimal(SUPERSEDES);
        if (value == null) return null;
        boolean counts = value.scale() <= 0 && value.signum() >= 0 && value.precision() - value.scale() <= 9;
        return counts ? value.intValueExact() : f.error(SUPERSEDES, "NOT_A_COUNT", "A whole number is needed here.");
    }

    private static LocalDate date(Fields f, Name name) {
        When when = f.when(name);
        return when == null ? null : when.date();
    }

    private static String timeZone(Fields f) {
        String zone = f.id(TIME_ZONE);
        try {
            return zone == null ? null : ZoneId.of(zone).getId();
        } catch (DateTimeException unknown) {
            return f.error(TIME_ZONE, "UNKNOWN_VALUE", "A time zone is one of the tz database, such as Europe/Berlin.");
        }
    }
}
