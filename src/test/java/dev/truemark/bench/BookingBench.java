package dev.truemark.bench;

import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Transactions from a plain producer through Kafka to the committed books, beside a plain insert of the same rows. */
final class BookingBench {
    private static final String TOPIC = "raw_transactions";
    private static final Duration PATIENCE = Duration.ofMinutes(5);
    /** Committed in one transaction with the books, and cheap to ask: counting bookings would be a load of its own. */
    private static final String CONSUMED =
            "SELECT coalesce(sum(next_offset), 0)::bigint FROM stage_offset WHERE stage = 'ledger' AND topic = '"
                    + TOPIC + "'";

    private static final String BOOKED = """
            SELECT count(*) FROM booking b JOIN portfolio p ON p.key = b.portfolio_key
            WHERE p.owner_id = ? AND p.portfolio_id LIKE ? AND b.status = 'BOOKED'""";
    private static final String WAITING = "SELECT count(*) FROM (SELECT 1 FROM outbox LIMIT 1) o";

    private static final String SIZE = "SELECT pg_database_size(current_database())";

    private BookingBench() {}

    static void run(Bench.Scene scene, Report report) throws SQLException {
        Settings settings = scene.settings();
        List<Trade> warmUp = trades(scene, "WARM_", settings.transactions() * settings.warmUpPercent() / 100);
        List<Trade> trades = trades(scene, "P_", settings.transactions());
        book(scene, warmUp);
        drain(scene);
        long sizeBefore = scene.database().number(SIZE);
        Cpu cpu = Cpu.from(scene.app().handle());
        double booked = book(scene, trades);
        report.note("booking, until the last commit: " + cpu.text());
        double appMicros = Cpu.seconds(cpu.app()) * 1e6 / trades.size();
        double postgresMicros = Cpu.seconds(cpu.postgres()) * 1e6 / trades.size();
        double drained = drain(scene);
        report.note("booking, until the last event is published: %.1f s later, %s".formatted(drained, cpu.text()));
        double bytes = (double) (scene.database().number(SIZE) - sizeBefore) / trades.size();
        check(scene, trades.size());
        double plain = PlainInsert.measure(scene.database(), warmUp, trades);
        report.row("booked end to end", "transactions/s", booked, ">= 10,000");
        report.row("plain set-based insert of the same rows", "rows/s", plain, "");
        report.ratio("booked, of the plain insert", booked / plain, ">= 0.2");
        report.row("CPU of the application per transaction", "µs", appMicros, "");
        report.row("CPU of PostgreSQL per transaction", "µs", postgresMicros, "");
        report.row("left in PostgreSQL by a transaction, indexes and raw record included", "bytes", bytes, "");
    }

    private static List<Trade> trades(Bench.Scene scene, String prefix, int count) {
        Settings settings = scene.settings();
        return Trade.many(scene.account().id(), prefix, count, settings.portfolios(), settings.securities());
    }

    /** Transactions per second from the first send until all are committed. */
    private static double book(Bench.Scene scene, List<Trade> trades) {
        List<ProducerRecord<String, String>> records = trades.stream()
                .map(t -> new ProducerRecord<>(TOPIC, t.key(), t.record()))
                .toList();
        long before = scene.database().number(CONSUMED);
        try (Records producer = Records.manyAtOnce(scene.bootstrap())) {
            long started = System.nanoTime();
            producer.sendAll(records);
            Wait.until(
                    "all transactions are booked",
                    PATIENCE,
                    () -> scene.database().number(CONSUMED) - before >= trades.size());
            return trades.size() / ((System.nanoTime() - started) / 1e9);
        }
    }

    /** Seconds until every event of the books is published. */
    private static double drain(Bench.Scene scene) {
        long started = System.nanoTime();
        Wait.until("the outbox is empty", PATIENCE, () -> scene.database().number(WAITING) == 0);
        return (System.nanoTime() - started) / 1e9;
    }

    private static void check(Bench.Scene scene, int expected) {
        long booked = scene.database().number(BOOKED, scene.account().id(), "P\\_%");
        if (booked != expected) throw new IllegalStateException("booked " + booked + " of " + expected);
    }
}
