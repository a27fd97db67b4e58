package dev.truemark.ledger;

import dev.truemark.core.ledger.CashLots;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Sorting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.SqlConnection;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** The newest version of the books, from the derived rows. */
final class DerivedBooks implements BooksSource {
    private final SqlConnection snapshot;
    private final BooksHead head;

    DerivedBooks(SqlConnection snapshot, BooksHead head) {
        this.snapshot = snapshot;
        this.head = head;
    }

    @Override
    public boolean cashTracked() {
        return head.tracksCashNow();
    }

    @Override
    public Uni<List<HeldPosition>> positions() {
        Tuple at = at().addValue(Columns.atUtc(head.knownAt()));
        return list(DerivedSql.POSITIONS_AT, at, DerivedRows::position);
    }

    @Override
    public Uni<List<CashHolding>> cash() {
        return list(
                DerivedSql.CASH_AT,
                at(),
                row -> new CashHolding(row.getString("currency"), row.getBigDecimal("balance")));
    }

    @Override
    public Uni<List<CashLots.CashMove>> cashMoves() {
        return snapshot.preparedQuery(DerivedSql.CASH_MOVED)
                .execute(at().addValue(head.baseCurrency()))
                .map(rows -> {
                    List<CashLots.CashMove> moves = new ArrayList<>();
                    for (Row row : rows) DerivedRows.addCashMoves(row, moves);
                    return moves;
                });
    }

    @Override
    public Uni<List<HeldLot>> lots(BooksFilter filter) {
        return list(DerivedSql.LOTS_AT, at().addValue(orNull(filter.securityId())), DerivedRows::lot)
                .map(lots -> lots.stream().sorted(BooksOrder.LOTS).toList());
    }

    @Override
    public Uni<Page<RealizedGain>> gains(BooksFilter filter, Sorting.Order<RealizedGain> order, PageRequest page) {
        Tuple parameters = paged(bounded(at().addValue(orNull(filter.securityId())), filter), page);
        return list(DerivedSql.GAINS_AT.formatted(order.sql()), parameters, DerivedRows::gain)
                .map(rows -> Page.ofOneMore(rows, page));
    }

    @Override
    public Uni<List<PositionDay>> history(String securityId, BooksFilter filter) {
        return list(DerivedSql.DAYS, bounded(at().addValue(securityId), filter), DerivedRows::day);
    }

    @Override
    public Uni<List<PositionDay>> histories() {
        return list(DerivedSql.DAYS, bounded(at().addValue(null), BooksFilter.ALL), DerivedRows::day);
    }

    @Override
    public Uni<Page<BookedTransaction>> transactions(
            BooksFilter filter, Sorting.Order<BookedTransaction> order, PageRequest page) {
        Tuple parameters = at().addValue(orNull(filter.type().map(Enum::name))).addValue(orNull(filter.securityId()));
        return list(
                        DerivedSql.TRANSACTIONS_AT.formatted(order.sql()),
                        paged(
                                bounded(parameters, filter)
                                        .addValue(orNull(filter.key().map(TransactionKey::source)))
                                        .addValue(orNull(filter.key().map(TransactionKey::transactionId))),
                                page),
                        DerivedRows::transaction)
                .map(rows -> Page.ofOneMore(rows, page));
    }

    @Override
    public Uni<List<CashDay>> cashDays() {
        return list(
                DerivedSql.CASH_DAYS,
                at(),
                row -> new CashDay(
                        row.getLocalDate("trade_date"), row.getString("currency"), row.getBigDecimal("change")));
    }

    private Tuple at() {
        return Tuple.of(head.key(), head.asOf());
    }

    private static Tuple bounded(Tuple parameters, BooksFilter filter) {
        return parameters.addValue(orNull(filter.from())).addValue(orNull(filter.to()));
    }

    private static Tuple paged(Tuple parameters, PageRequest page) {
        return parameters.addLong((long) page.limit() + 1).addLong((long) page.offset());
    }

    private static <T> T orNull(Optional<T> value) {
        return value.orElse(null);
    }

    private <T> Uni<List<T>> list(String sql, Tuple parameters, Function<Row, T> mapper) {
        return snapshot.preparedQuery(sql).execute(parameters).chain(rows -> Pieces.of(rows.size(), rows, mapper));
    }

    static <T> List<T> listOf(RowSet<Row> rows, Function<Row, T> mapper) {
        List<T> list = new ArrayList<>(rows.size());
        for (Row row : rows) list.add(mapper.apply(row));
        return list;
    }
}
