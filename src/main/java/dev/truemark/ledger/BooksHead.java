package dev.truemark.ledger;

import dev.truemark.core.ledger.Policy;
import dev.truemark.core.market.MarketTime;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.UUID;

/**
 * Which books of which portfolio an answer is about.
 *
 * @param key         of the portfolio's rows
 * @param portfolioId the owner's own id
 * @param asOf        the date asked for, or today in the portfolio's zone
 * @param today       whether {@code asOf} is today there (or later): what is valued is valued now
 * @param knownAt     the instant asked for, or the newest stamp that the read saw
 * @param newest      whether no later stamp was seen
 * @param version     of the books as known then; 0 before the first transaction
 * @param current     whether that is the newest version, so that the derived rows answer
 * @param policy      as known then
 */
public record BooksHead(
        long key,
        UUID id,
        UUID owner,
        String portfolioId,
        String baseCurrency,
        ZoneId zone,
        LocalDate asOf,
        boolean today,
        Instant knownAt,
        boolean newest,
        long version,
        boolean current,
        Policy policy,
        long cashFlows) {

    /** The instant of valuation: {@code now}, or the end of a day that is over. */
    public Instant valuedAt(Instant now) {
        return today ? now : MarketTime.endOf(asOf, zone);
    }

    public BooksHead on(LocalDate date) {
        return new BooksHead(
                key,
                id,
                owner,
                portfolioId,
                baseCurrency,
                zone,
                date,
                false,
                knownAt,
                newest,
                version,
                current,
                policy,
                cashFlows);
    }

    /** Whether cash is kept, by the newest count of its movements; an older version counts its own. */
    boolean tracksCashNow() {
        return policy.tracksCash(cashFlows > 0);
    }
}
