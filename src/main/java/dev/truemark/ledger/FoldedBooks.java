package dev.truemark.ledger;

import dev.truemark.core.ledger.BookResult;
import dev.truemark.core.ledger.BookState;
import dev.truemark.core.ledger.Booking;
import dev.truemark.core.ledger.CashEffect;
import dev.truemark.core.ledger.CashLots;
import dev.truemark.core.ledger.DayPosition;
import dev.truemark.core.ledger.LotEvent;
import dev.truemark.core.ledger.PositionLedger;
import dev.truemark.core.ledger.Transaction;
import dev.truemark.core.ledger.TransactionKey;
import dev.truemark.core.valuation.CashHolding;
import dev.truemark.core.valuation.Holding;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Sorting;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;

/** An older version of the books, or the newest computed cold: the facts known then, booked again from the beginning. */
final class FoldedBooks implements BooksSource {
    private final BooksHead head;
    private final boolean cashTracked;
    private final Map<String, BookResult> books = new TreeMap<>(Sorting.BYTES);
    private final Map<TransactionKey, KnownFacts.Known> facts = new HashMap<>();
    private final Map<String, InstrumentLabel> labels;

    private FoldedBooks(BooksHead head, boolean cashTracked, Map<String, InstrumentLabel> labels) {
        this.head = head;
        this.cashTracked = cashTracked;
        this.labels = labels;
    }

    /** Books {@code known} up to the date of the head; takes time in proportion to them. */
    static FoldedBooks of(BooksHead head, List<KnownFacts.Known> known, Map<String, InstrumentLabel> labels) {
        boolean flows = known.stream().anyMatch(each -> each.transaction().isCashFlow());
        FoldedBooks folded = new FoldedBooks(head, head.policy().tracksCash(flows), labels);
        List<Transaction> run = new ArrayList<>(known.size());
        for (KnownFacts.Known each : known) {
            if (each.told().tradeDate().isAfter(head.asOf())) continue;
            folded.facts.put(each.told().key(), each);
            run.add(each.transaction());
        }
        run.sort(Comparator.comparing(Transaction::order));
        folded.books.putAll(PositionLedger.bookAll(Map.of(), run, head.policies()));
        return folded;
    }

    @Override
    public boolean cashTracked() {
        return cashTracked;
    }

    @Override
    public Uni<List<HeldPosition>> positions() {
        List<HeldPosition> positions = new ArrayList<>();
        books.forEach((security, book) -> {
            if (security.isEmpty()) return;
            BookState end = book.end();
            positions.add(new HeldPosition(
                    Holding.of(security, end),
                    labels.getOrDefault(security, InstrumentLabel.NONE),
                    end.realized(),
                    end.realizedBase(),
                    book.days().getLast().date()));
        });
        return Uni.createFrom().item(positions);
    }

    @Override
    public Uni<List<CashHolding>> cash() {
        Map<String, BigDecimal> balances = new TreeMap<>(Sorting.BYTES);
        for (BookResult book : books.values()) {
            for (Booking booking : book.bookings()) {
                if (booking.status() == Booking.Status.REJECTED) continue;
                String own = booking.transaction().currency();
                balances.merge(own, BigDecimal.ZERO, BigDecimal::add);
                for (CashEffect cash : booking.cash()) balances.merge(cash.currency(), cash.amount(), BigDecimal::add);
            }
        }
        List<CashHolding> cash = new ArrayList<>();
        balances.forEach((currency, balance) -> cash.add(new CashHolding(currency, balance)));
        return Uni.createFrom().item(cash);
    }

    @Override
    public Uni<List<CashLots.CashMove>> cashMoves() {
        List<CashLots.CashMove> moves = new ArrayList<>();
        books.values().forEach(book -> moves.addAll(CashLots.moves(book.bookings())));
        return Uni.createFrom().item(moves);
    }

    @Override
    public Uni<List<CashDay>> cashDays() {
        List<CashDay> days = new ArrayList<>();
        for (BookResult book : books.values()) {
            for (Booking booking : book.bookings()) {
                for (CashEffect cash : booking.cash()) {
                    days.add(new CashDay(booking.transaction().order().date(), cash.currency(), cash.amount()));
                }
            }
        }
        days.sort(Comparator.comparing(CashDay::date).thenComparing(CashDay::currency, Sorting.BYTES));
        return Uni.createFrom().item(days);
    }

    @Override
    public Uni<List<HeldLot>> lots(BooksFilter filter) {
        List<HeldLot> lots = new ArrayList<>();
        books.forEach((security, book) -> {
            if (security.isEmpty() || !filter.admits(security)) return;
            book.end()
                    .lots()
                    .forEach(lot -> lots.add(new HeldLot(security, book.end().currency(), lot)));
        });
        lots.sort(BooksOrder.LOTS);
        return Uni.createFrom().item(lots);
    }

    @Override
    public Uni<Page<RealizedGain>> gains(BooksFilter filter, Sorting.Order<RealizedGain> order, PageRequest page) {
        List<RealizedGain> gains = new ArrayList<>();
        books.forEach((security, book) -> {
            if (!filter.admits(security)) return;
            for (Booking booking : book.bookings()) {
                Transaction t = booking.transaction();
                if (!filter.admits(t.order().date())) continue;
                List<LotEvent> events = booking.lotEvents();
                for (int seq = 0; seq < events.size(); seq++) {
                    if (RealizedGain.realises(events.get(seq))) {
                        gains.add(new RealizedGain(
                                security, t.currency(), t.key(), t.order().date(), seq, events.get(seq)));
                    }
                }
            }
        });
        gains.sort(order.comparator());
        return Uni.createFrom().item(Page.of(gains, page));
    }

    @Override
    public Uni<List<PositionDay>> history(String securityId, BooksFilter filter) {
        BookResult book = books.get(securityId);
        if (book == null) return Uni.createFrom().item(List.of());
        return Uni.createFrom()
                .item(book.days().stream()
                        .filter(day -> filter.admits(day.date()))
                        .map(day -> new PositionDay(securityId, day))
                        .toList());
    }

    @Override
    public Uni<List<PositionDay>> histories() {
        List<PositionDay> days = new ArrayList<>();
        books.forEach((security, book) -> {
            if (security.isEmpty()) return;
            for (DayPosition day : book.days()) days.add(new PositionDay(security, day));
        });
        return Uni.createFrom().item(days);
    }

    @Override
    public Uni<Page<BookedTransaction>> transactions(
            BooksFilter filter, Sorting.Order<BookedTransaction> order, PageRequest page) {
        List<BookedTransaction> booked = booked(booking -> {
            Transaction t = booking.transaction();
            return filter.admits(t.order().date())
                    && filter.admits(t.type())
                    && filter.admits(t.securityId())
                    && filter.admits(t.key());
        });
        booked.sort(order.comparator());
        return Uni.createFrom().item(Page.of(booked, page));
    }

    /** What became of these, in any order. */
    List<BookedTransaction> booked(Predicate<Booking> wanted) {
        List<BookedTransaction> booked = new ArrayList<>();
        for (BookResult book : books.values()) {
            for (Booking booking : book.bookings()) {
                if (!wanted.test(booking)) continue;
                KnownFacts.Known told = facts.get(booking.transaction().key());
                booked.add(BookedTransaction.of(
                        told.told(), told.recordedAt(), BookedRow.of(head.key(), head.baseCurrency(), booking)));
            }
        }
        return booked;
    }
}
