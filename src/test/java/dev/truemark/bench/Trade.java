package dev.truemark.bench;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A transaction as it is told, quantities and prices in units. */
record Trade(
        UUID owner,
        String portfolioId,
        String transactionId,
        String type,
        String securityId,
        LocalDate date,
        int quantity,
        int price) {
    private static final LocalDate FIRST_DAY = LocalDate.of(2024, 1, 1);
    private static final long SEED = 42;

    /**
     * A trade a day in every security of every portfolio, in date order; within a day in a random order, the same in
     * every run. Two buys, then a sale that takes one lot and a part of the next; never more than is held.
     */
    static List<Trade> many(UUID owner, String prefix, int count, int portfolios, int securities) {
        Random random = new Random(SEED);
        List<Trade> all = new ArrayList<>(count);
        for (int day = 0; all.size() < count; day++) {
            List<Trade> ofDay = new ArrayList<>(portfolios * securities);
            for (int p = 0; p < portfolios; p++) {
                for (int s = 0; s < securities; s++) ofDay.add(of(owner, prefix, day, p, s));
            }
            Collections.shuffle(ofDay, random);
            all.addAll(ofDay.subList(0, Math.min(ofDay.size(), count - all.size())));
        }
        return all;
    }

    private static Trade of(UUID owner, String prefix, int day, int p, int s) {
        boolean sale = day % 3 == 2;
        return new Trade(
                owner,
                prefix + p,
                "t-" + day + "-" + s,
                sale ? "SELL" : "BUY",
                "BENCH_" + s,
                FIRST_DAY.plusDays(day),
                sale ? 120 : 100,
                100 + (day * 7 + s) % 50);
    }

    /** The same in another security. */
    Trade of(String other) {
        return new Trade(owner, portfolioId, transactionId, type, other, date, quantity, price);
    }

    /** The record key: owner and portfolio. */
    String key() {
        return owner + "|" + portfolioId;
    }

    /** The record: an envelope that names the owner. */
    String record() {
        return """
            {"event_id":"%s","event_type":"transaction.received","schema_version":1,"owner":"%s","data":{\
            "transaction_id":"%s","portfolio_id":"%s","security_id":"%s","transaction_date":"%s","transaction_type":"%s",\
            "quantity":%d,"price":%d,"gross_transaction_amount":%d,"trade_currency":"USD","currency":"USD"}}""".formatted(
                        new UUID(owner.getMostSignificantBits(), (portfolioId + transactionId).hashCode()),
                        owner,
                        transactionId,
                        portfolioId,
                        securityId,
                        date,
                        type,
                        quantity,
                        price,
                        quantity * price);
    }
}
