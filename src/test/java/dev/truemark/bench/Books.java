package dev.truemark.bench;

import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Portfolios that hold something, for the measurements that read. */
final class Books {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String HELD = """
            SELECT count(*) FROM position t JOIN portfolio p ON p.key = t.portfolio_key
            WHERE p.owner_id = ? AND p.portfolio_id LIKE ?""";

    private Books() {}

    /** Portfolios {@code prefix0}, {@code prefix1}, …, each with so many of the securities {@code BENCH_0}, …. */
    static void hold(Bench.Scene scene, String prefix, int portfolios, int securities) {
        int count = portfolios * securities;
        List<Trade> buys = Trade.many(scene.account().id(), prefix, count, portfolios, securities);
        try (Records producer = Records.manyAtOnce(scene.bootstrap())) {
            producer.sendAll(buys.stream()
                    .map(t -> new ProducerRecord<>("raw_transactions", t.key(), t.record()))
                    .toList());
        }
        String like = prefix.replace("_", "\\_") + "%";
        Wait.until(
                "the portfolios are booked",
                PATIENCE,
                () -> scene.database().number(HELD, scene.account().id(), like) == count);
    }

    static long key(Bench.Scene scene, String portfolioId) {
        return scene.database()
                .number(
                        "SELECT key FROM portfolio WHERE owner_id = ? AND portfolio_id = ?",
                        scene.account().id(),
                        portfolioId);
    }
}
