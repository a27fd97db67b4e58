package dev.truemark.ledger;

import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** What the books take from the market: what a symbol means, and the rate and price of a trade date. */
interface OutsideFacts {
    /** The security that each symbol means; symbols that no known instrument carries are left out. */
    Uni<Map<String, String>> securitiesOf(SqlClient client, Collection<String> symbols);

    /** One rate per need, in their order. */
    Uni<List<Rate>> tradeRates(SqlClient client, List<RateNeed> needs);

    /**
     * One price per need, in their order, each for one unit in the currency of the need: one that is quoted in another, or as that
     * of a bond, is none.
     */
    Uni<List<Optional<Price>>> tradePrices(SqlClient client, List<PriceNeed> needs);

    /**
     * A price to value a transaction with.
     *
     * @param time instant of a timed transaction, null for a date-only one
     */
    record PriceNeed(String securityId, String currency, LocalDate date, Instant time, ZoneId zone) {}

    /**
     * A rate to convert a trade with.
     *
     * @param time instant of a timed trade, null for a date-only one
     */
    record RateNeed(String from, String to, LocalDate date, Instant time, ZoneId zone) {}
}
