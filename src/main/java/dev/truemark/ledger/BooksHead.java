package dev.truemark.ledger;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Moment;
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
 * @param valued      when what is valued is valued
 * @param knownAt     the instant asked for, or the newest stamp that the read saw
 * @param newest      whether no later stamp was seen
 * @param version     of the books as known then; 0 before the first transaction
 * @param current     whether that is the newest version, so that the derived rows answer
 * @param policies    as known then
 * @param policyRevision of these policies; 0 where nothing was said of them
 */
public record BooksHead(
        long key,
        UUID id,
        UUID owner,
        String portfolioId,
        String baseCurrency,
        ZoneId zone,
        LocalDate asOf,
        Valued valued,
        Instant knownAt,
        boolean newest,
        long version,
        boolean current,
        Policies policies,
        int policyRevision,
        long cashFlows) {

    /** The instant of valuation, which the question fixes unless it is about now. */
    public enum Valued {
        /** Today, as it is known: the instant of the answer. */
        NOW,
        /** On the day of {@code known_at}, which was given: that instant, since nothing later can be known. */
        KNOWN_AT,
        /** Any other day: its end. */
        DAY_END
    }

    /** Whether what is valued is valued now, so that the answer moves with the clock. */
    public boolean isNow() {
        return valued == Valued.NOW;
    }

    /** The instant of valuation. */
    public Instant valuedAt(Instant now) {
        return switch (valued) {
            case NOW -> now;
            case KNOWN_AT -> knownAt;
            case DAY_END -> MarketTime.endOf(asOf, zone);
        };
    }

    /** The moment at which prices and rates are looked up. */
    public Moment moment(Instant now) {
        return valued == Valued.DAY_END ? Moment.endOf(asOf, zone) : Moment.at(valuedAt(now), zone);
    }

    /** The same books at the end of {@code date}; these themselves on their own date. */
    public BooksHead onDay(LocalDate date) {
        return date.equals(asOf) ? this : on(date);
    }

    /** The portfolio's own policy, which holds where no entry says otherwise. */
    public Policy policy() {
        return policies.own();
    }

    /** The same books under other policies. */
    BooksHead under(Policies other) {
        return new BooksHead(
                key,
                id,
                owner,
                portfolioId,
                baseCurrency,
                zone,
                asOf,
                valued,
                knownAt,
                newest,
                version,
                current,
                other,
                policyRevision,
                cashFlows);
    }

    /** The same books for values in another currency; what was booked stays in that of the portfolio. */
    public BooksHead in(String currency) {
        return new BooksHead(
                key,
                id,
                owner,
                portfolioId,
                currency,
                zone,
                asOf,
                valued,
                knownAt,
                newest,
                version,
                current,
                policies,
                policyRevision,
                cashFlows);
    }

    public BooksHead on(LocalDate date) {
        return on(date, Valued.DAY_END);
    }

    /** The books of a question about {@code date} that names this knowledge. */
    public BooksHead knownOn(LocalDate date) {
        return on(date, LocalDate.ofInstant(knownAt, zone).equals(date) ? Valued.KNOWN_AT : Valued.DAY_END);
    }

    private BooksHead on(LocalDate date, Valued when) {
        return new BooksHead(
                key,
                id,
                owner,
                portfolioId,
                baseCurrency,
                zone,
                date,
                when,
                knownAt,
                newest,
                version,
                current,
                policies,
                policyRevision,
                cashFlows);
    }

    /** Whether cash is kept, by the newest count of its movements; an older version counts its own. */
    boolean tracksCashNow() {
        return policy().tracksCash(cashFlows > 0);
    }
}
