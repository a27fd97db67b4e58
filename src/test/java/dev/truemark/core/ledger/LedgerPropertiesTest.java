package dev.truemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking.Status;
import dev.truemark.core.ledger.LotEvent.Kind;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Runs.Run;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.BigRange;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Scale;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds of any run of transactions under any policy, to the last digit. */
@Domain(Runs.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(tries = 500)
class LedgerPropertiesTest {

    @Property
    void costInIsCostOutPlusCostLeftLotByLot(@ForAll Run run, @ForAll Policy policy) {
        BookResult result = run.book(policy);

        for (Lot lot : result.end().lots()) {
            List<LotEvent> own =
                    events(result).filter(e -> e.lot().equals(lot.id())).toList();
            assertThat(sum(own.stream(), LotEvent::quantity)).isEqualByComparingTo(lot.quantity());
            assertThat(sum(own.stream(), LotEvent::cost)).isEqualByComparingTo(lot.cost());
            assertThat(sumBase(own.stream(), LotEvent::costBase)).isEqualTo(lot.costBase());
        }
        assertThat(sum(events(result), LotEvent::quantity))
                .isEqualByComparingTo(result.end().quantity());
        assertThat(sum(events(result), LotEvent::cost))
                .isEqualByComparingTo(result.end().cost());
        assertThat(sumBase(events(result), LotEvent::costBase))
                .isEqualTo(result.end().costBase());
        assertThat(sum(result.bookings().stream(), Booking::netCost))
                .isEqualByComparingTo(result.end().cost());
    }

    @Property
    void theDaysEndWhereTheBookStands(@ForAll Run run, @ForAll Policy policy) {
        BookResult result = run.book(policy);

        DayPosition last = result.days().getLast();
        assertThat(last.quantity()).isEqualByComparingTo(result.end().quantity());
        assertThat(last.cost()).isEqualByComparingTo(result.end().cost());
        assertThat(last.costBase()).isEqualTo(result.end().costBase());
        assertThat(sum(result.days().stream(), DayPosition::realized))
                .isEqualByComparingTo(result.end().realized());
        assertThat(sum(result.days().stream(), DayPosition::income))
                .isEqualByComparingTo(result.end().income());
        assertThat(sumBase(result.days().stream(), DayPosition::realizedBase))
                .isEqualTo(result.end().realizedBase());
    }

    /** Whatever the method: realised − cost is what came in less what was paid, and the value of what is left is the same. */
    @Property
    void realisedPlusUnrealisedIsTheSameUnderEveryMethod(
            @ForAll Run run,
            @ForAll Policy policy,
            @ForAll CostMethod other,
            @ForAll @BigRange(min = "0", max = "500") @Scale(2) BigDecimal price) {
        BookState one = run.book(policy).end();
        BookState two = run.book(with(policy, other)).end();

        assertThat(total(one, price)).isEqualByComparingTo(total(two, price));
        assertThat(one.realizedBase().minus(one.costBase()))
                .isEqualTo(two.realizedBase().minus(two.costBase()));
        assertThat(one.income()).isEqualByComparingTo(two.income());
    }

    @Property
    void anyOrderOfArrivalGivesTheSameBooks(@ForAll Run run, @ForAll Policy policy, @ForAll long seed) {
        List<Transaction> all = new ArrayList<>();
        for (Transaction t : run.transactions()) {
            boolean second = all.size() % 3 == 0;
            all.add(second ? of("SECOND", t) : t);
        }
        List<Transaction> shuffled = new ArrayList<>(all);
        Collections.shuffle(shuffled, new Random(seed));

        assertThat(PortfolioLedger.book(shuffled, policy)).isEqualTo(PortfolioLedger.book(all, policy));
    }

    @Property
    void twoHalvesMakeTheWhole(@ForAll Run run, @ForAll Policy policy, @ForAll @IntRange(max = 30) int cut) {
        Assume.that(cut <= run.transactions().size());
        BookResult whole = run.book(policy);
        BookResult first =
                PositionLedger.book(BookState.EMPTY, run.transactions().subList(0, cut), policy);
        BookResult second = PositionLedger.book(
                first.end(), run.transactions().subList(cut, run.transactions().size()), policy);

        List<Booking> bookings = new ArrayList<>(first.bookings());
        bookings.addAll(second.bookings());
        assertThat(bookings).isEqualTo(whole.bookings());
        assertThat(second.end()).isEqualTo(whole.end());
        assertThat(joined(first.days(), second.days())).isEqualTo(whole.days());
    }

    @Property
    void aSplitChangesNoValue(
            @ForAll Run run,
            @ForAll Policy policy,
            @ForAll @BigRange(min = "0.01", max = "20") @Scale(2) BigDecimal ratio) {
        BookState before = run.book(policy).end();
        Transaction split = Tx.on("2024-02-01", TransactionType.SPLIT)
                .ratio(ratio.toPlainString())
                .now();
        BookState after = PositionLedger.book(before, List.of(split), policy).end();

        assertThat(after.quantity()).isEqualByComparingTo(before.quantity().multiply(ratio));
        assertThat(after.cost()).isEqualByComparingTo(before.cost());
        assertThat(after.costBase()).isEqualTo(before.costBase());
        assertThat(after.realized()).isEqualByComparingTo(before.realized());
        assertThat(closed(after, policy).realized())
                .isEqualByComparingTo(closed(before, policy).realized());
    }

    /** What is in the till is what was earned less what is still invested. */
    @Property
    void cashReconciles(@ForAll Run run, @ForAll Policy policy) {
        BookResult result = run.book(policy);

        BigDecimal cash = sum(result.bookings().stream().flatMap(b -> b.cash().stream()), CashEffect::amount);
        BigDecimal feesPaid = sum(
                result.bookings().stream()
                        .filter(b -> b.transaction().type() == TransactionType.FEE)
                        .flatMap(b -> b.cash().stream()),
                CashEffect::amount);
        BookState end = result.end();
        assertThat(cash.subtract(feesPaid))
                .isEqualByComparingTo(end.realized().add(end.income()).subtract(end.cost()));
    }

    @Property
    void slicesAddUpToTheSaleExactly(@ForAll Run run, @ForAll Policy policy) {
        for (Booking booking : run.book(policy).bookings()) {
            TransactionType type = booking.transaction().type();
            if (type != TransactionType.SELL && type != TransactionType.SELL_SHORT) continue;
            Stream<LotEvent> opened = booking.lotEvents().stream().filter(e -> e.kind() != Kind.DISPOSE);
            BigDecimal received =
                    sum(booking.lotEvents().stream(), LotEvent::proceeds).subtract(sum(opened, LotEvent::cost));
            assertThat(received).isEqualByComparingTo(booking.proceeds());
            BigDecimal units = sum(booking.lotEvents().stream(), LotEvent::quantity);
            assertThat(units.negate())
                    .isEqualByComparingTo(
                            booking.status() == Status.REJECTED
                                    ? BigDecimal.ZERO
                                    : booking.transaction().quantity());
        }
    }

    @Property
    void aGainIsPriceEffectPlusFxEffectExactly(@ForAll Run run, @ForAll Policy policy) {
        BookResult result = run.book(policy);

        events(result).forEach(e -> {
            assertThat(e.priceEffectBase().plus(e.fxEffectBase())).isEqualTo(e.realizedBase());
            boolean gains = e.kind() == Kind.DISPOSE;
            assertThat(e.realized()).isEqualByComparingTo(gains ? e.proceeds().add(e.cost()) : BigDecimal.ZERO);
            assertThat(e.realizedBase()).isEqualTo(gains ? e.proceedsBase().plus(e.costBase()) : BaseAmount.ZERO);
        });
    }

    @Property
    void aPositionIsLongOrShortNeverBoth(@ForAll Run run, @ForAll Policy policy) {
        BookState end = run.book(policy).end();

        assertThat(end.lots().stream().map(Lot::isShort).distinct()).hasSizeLessThanOrEqualTo(1);
        if (policy.costMethod() == CostMethod.AVERAGE) assertThat(end.lots()).hasSizeLessThanOrEqualTo(1);
    }

    private static Policy with(Policy policy, CostMethod method) {
        return new Policy(
                method, policy.oversell(), policy.dividendTreatment(), policy.cashTracking(), policy.feesInCost());
    }

    private static BigDecimal total(BookState state, BigDecimal price) {
        return state.realized().add(state.quantity().multiply(price)).subtract(state.cost());
    }

    /** The book after everything open is sold or bought back for 100. */
    private static BookState closed(BookState state, Policy policy) {
        BigDecimal units = state.quantity();
        if (units.signum() == 0) return state;
        TransactionType type = units.signum() > 0 ? TransactionType.SELL : TransactionType.BUY_TO_COVER;
        Transaction closing =
                Tx.trade("2024-03-01", type, units.abs().toPlainString(), "100").now();
        return PositionLedger.book(state, List.of(closing), policy).end();
    }

    private static Transaction of(String securityId, Transaction t) {
        return new Transaction(
                t.order(),
                t.revision(),
                t.type(),
                securityId,
                t.currency(),
                t.quantity(),
                t.gross(),
                t.fees(),
                t.taxes(),
                t.withholdingTax(),
                t.accruedInterest(),
                t.terms(),
                t.toBase());
    }

    private static List<DayPosition> joined(List<DayPosition> first, List<DayPosition> second) {
        List<DayPosition> days = new ArrayList<>(first);
        for (DayPosition day : second) {
            boolean underWay = !days.isEmpty() && days.getLast().date().equals(day.date());
            days.add(underWay ? days.removeLast().followedBy(day) : day);
        }
        return days;
    }

    private static Stream<LotEvent> events(BookResult result) {
        return result.bookings().stream().flatMap(b -> b.lotEvents().stream());
    }

    private static <T> BigDecimal sum(Stream<T> all, Function<T, BigDecimal> of) {
        return all.map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <T> BaseAmount sumBase(Stream<T> all, Function<T, BaseAmount> of) {
        return all.map(of).reduce(BaseAmount.ZERO, BaseAmount::plus);
    }
}
