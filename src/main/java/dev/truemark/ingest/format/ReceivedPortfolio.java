package dev.truemark.ingest.format;

import com.fasterxml.jackson.databind.JsonNode;
import dev.truemark.core.ledger.Policy;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneId;

/** A portfolio and its policy as received (API.md, Portfolio). What was not told is null and stays as it is. */
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
        Boolean feesInCost) {
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
                f.bool(FEES_IN_COST));
        return f.hasErrors() ? f.refused() : new Parsed.Ok<>(read);
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
