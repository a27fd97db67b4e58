package dev.truemark.ledger;

import dev.truemark.core.ledger.LotId;
import dev.truemark.platform.reading.Sorting;
import java.time.Instant;
import java.util.Comparator;

/** By what lists of the books are sorted; columns are those of {@link DerivedBooks}. */
public final class BooksOrder {
    public static final Sorting<BookedTransaction> TRANSACTIONS = new Sorting<BookedTransaction>()
            .value("transaction_date", "f.trade_date", BookedTransaction::tradeDate)
            .value("transaction_time", "coalesce(f.trade_time, 'epoch')", BooksOrder::time)
            .text("security_id", "nullif(b.security_id, '')", BookedTransaction::securityId)
            .text("transaction_type", "f.type", t -> t.type().name())
            .text("source", "f.source", t -> t.key().source())
            .text("transaction_id", "f.transaction_id", t -> t.key().transactionId())
            .value("quantity", "f.quantity", BookedTransaction::quantity)
            .value("gross_transaction_amount", "f.gross", BookedTransaction::gross)
            .byDefault("transaction_date,transaction_time,source,transaction_id");

    public static final Sorting<RealizedGain> GAINS = new Sorting<RealizedGain>()
            .value("transaction_date", "e.trade_date", RealizedGain::date)
            .text("security_id", "e.security_id", RealizedGain::securityId)
            .text("source", "e.source", g -> g.transaction().source())
            .text("transaction_id", "e.transaction_id", g -> g.transaction().transactionId())
            .value("seq", "e.seq", RealizedGain::seq)
            .value("realized_pnl", "e.realized", g -> g.event().realized())
            .byDefault("transaction_date,source,transaction_id,security_id,seq");

    /** By security, then as lots stand in their book. */
    static final Comparator<HeldLot> LOTS = Comparator.comparing(HeldLot::securityId, Sorting.BYTES)
            .thenComparing(held -> held.lot().opened())
            .thenComparing(held -> held.lot().id(), Comparator.comparingInt(LotId::ordinal));

    private BooksOrder() {}

    private static Instant time(BookedTransaction t) {
        return t.tradeTime() == null ? Instant.EPOCH : t.tradeTime();
    }
}
