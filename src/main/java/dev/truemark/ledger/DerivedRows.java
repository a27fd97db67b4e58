package dev.truemark.ledger;

import dev.truemark.core.ledger.CashEffect;
import dev.truemark.core.ledger.CashLots;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.Lot;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.LotId;
import dev.truemark.core.ledger.OrderKey;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.money.Conversion;
import dev.truemark.core.valuation.Holding;
import io.vertx.mutiny.sqlclient.Row;
import java.util.List;

/** Rows of {@link DerivedSql} as values. */
final class DerivedRows {
    private DerivedRows() {}

    static HeldPosition position(Row row) {
        Holding holding = new Holding(
                row.getString("security_id"),
                row.getString("currency"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("cost"),
                base(row, "cost_base"),
                row.getBigDecimal("income"),
                base(row, "income_base"),
                row.getBoolean("basis_estimated"));
        return new HeldPosition(
                holding,
                label(row),
                row.getBigDecimal("realized"),
                base(row, "realized_base"),
                row.getLocalDate("position_date"));
    }

    /** A booking's legs. */
    static void addCashMoves(Row row, List<CashLots.CashMove> moves) {
        OrderKey order = FactRows.of(row).order();
        BookedRow booked = BookingRows.of(row);
        Conversion toBase = BookingRows.input(booked).toBase();
        if (booked.cashAmount().signum() != 0) {
            moves.add(new CashLots.CashMove(order, new CashEffect(booked.cashCurrency(), booked.cashAmount(), toBase)));
        }
        if (booked.boughtCurrency() != null) {
            CashEffect bought = CashEffect.bought(
                    booked.boughtCurrency(),
                    booked.boughtAmount(),
                    booked.cashAmount().negate(),
                    toBase);
            moves.add(new CashLots.CashMove(order, bought));
        }
    }

    static InstrumentLabel label(Row row) {
        return new InstrumentLabel(row.getString("name"), row.getString("symbol"), row.getString("asset_class"));
    }

    static HeldLot lot(Row row) {
        Lot lot = new Lot(
                lotId(row),
                opened(row),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("cost"),
                base(row, "cost_base"),
                row.getBoolean("basis_estimated"));
        return new HeldLot(row.getString("security_id"), row.getString("currency"), lot);
    }

    static RealizedGain gain(Row row) {
        LotEvent event = new LotEvent(
                lotId(row),
                opened(row),
                LotEvent.Kind.valueOf(row.getString("kind")),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("cost"),
                base(row, "cost_base"),
                row.getBigDecimal("proceeds"),
                base(row, "proceeds_base"),
                row.getBigDecimal("realized"),
                base(row, "realized_base"),
                base(row, "price_effect_base"),
                base(row, "fx_effect_base"),
                row.getBoolean("basis_estimated"));
        return new RealizedGain(
                row.getString("security_id"),
                row.getString("currency"),
                new TransactionKey(row.getString("source"), row.getString("transaction_id")),
                row.getLocalDate("trade_date"),
                row.getInteger("seq"),
                event);
    }

    static PositionDay day(Row row) {
        DayPosition day = new DayPosition(
                row.getLocalDate("position_date"),
                row.getString("currency"),
                row.getBigDecimal("quantity"),
                row.getBigDecimal("cost"),
                base(row, "cost_base"),
                row.getBigDecimal("realized"),
                base(row, "realized_base"),
                row.getBigDecimal("income"),
                base(row, "income_base"),
                row.getBoolean("basis_estimated"));
        return new PositionDay(row.getString("security_id"), day);
    }

    static BookedTransaction transaction(Row row) {
        return BookedTransaction.of(
                FactRows.of(row), row.getOffsetDateTime("f_recorded_at").toInstant(), BookingRows.of(row));
    }

    private static LotId lotId(Row row) {
        return new LotId(
                new TransactionKey(row.getString("lot_source"), row.getString("lot_transaction_id")),
                row.getInteger("lot_ordinal"));
    }

    private static OrderKey opened(Row row) {
        return new OrderKey(
                row.getLocalDate("opened_on"),
                row.getShort("opened_rank"),
                row.getOffsetDateTime("opened_time").toInstant(),
                lotId(row).openedBy());
    }

    static BaseAmount base(Row row, String column) {
        return BaseAmount.ofNullable(row.getBigDecimal(column));
    }
}
