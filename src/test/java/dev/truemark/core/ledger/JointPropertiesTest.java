package dev.truemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Booking.Status;
import dev.truemark.core.ledger.JointRuns.Joint;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.SortedMap;
import java.util.function.Function;
import java.util.stream.Stream;
import net.jqwik.api.Assume;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds of any run over securities that corporate actions join, under policies that change, to the last digit. */
@Domain(JointRuns.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(tries = 400)
class JointPropertiesTest {

    @Property
    void theEventsOfEveryLotAddUpToIt(@ForAll Joint run, @ForAll Policies policies) {
        run.book(policies).forEach((security, result) -> {
            for (Lot lot : result.end().lots()) {
                List<LotEvent> own =
                        events(result).filter(e -> e.lot().equals(lot.id())).toList();
                assertThat(sum(own.stream(), LotEvent::quantity)).isEqualByComparingTo(lot.quantity());
                assertThat(sum(own.stream(), LotEvent::cost)).isEqualByComparingTo(lot.cost());
                assertThat(sumBase(own.stream(), LotEvent::costBase)).isEqualTo(lot.costBase());
                assertThat(own.stream().anyMatch(LotEvent::basisEstimated)).isEqualTo(lot.basisEstimated());
            }
            assertThat(sum(events(result), LotEvent::quantity))
                    .isEqualByComparingTo(result.end().quantity());
            assertThat(sum(all(result), Booking::netCost))
                    .isEqualByComparingTo(result.end().cost());
            assertThat(sum(result.days().stream(), DayPosition::realized))
                    .isEqualByComparingTo(result.end().realized());
            if (result.days().isEmpty()) return;
            assertThat(result.days().getLast().quantity())
                    .isEqualByComparingTo(result.end().quantity());
        });
    }

    /** Cash is what was earned less what is still invested, but for units that came or went without money. */
    @Property
    void cashReconciles(@ForAll Joint run, @ForAll Policies policies) {
        SortedMap<String, BookResult> books = run.book(policies);
        List<BookState> ends = books.values().stream().map(BookResult::end).toList();
        List<Booking> bookings =
                books.values().stream().flatMap(b -> b.bookings().stream()).toList();
        List<Booking> unpaid = bookings.stream()
                .filter(b -> switch (b.transaction().type()) {
                    case TRANSFER_IN, TRANSFER_OUT, ADJUSTMENT -> true;
                    default -> false;
                })
                .toList();
        List<CashEffect> cash =
                bookings.stream().flatMap(b -> b.cash().stream()).toList();

        assertThat(sum(cash.stream(), CashEffect::amount))
                .isEqualByComparingTo(sum(ends.stream(), BookState::realized)
                        .add(sum(ends.stream(), BookState::income))
                        .subtract(sum(ends.stream(), BookState::cost))
                        .add(sum(unpaid.stream(), Booking::netCost)));
        assertThat(sumBase(cash.stream(), CashEffect::amountBase))
                .isEqualTo(sumBase(ends.stream(), BookState::realizedBase)
                        .plus(sumBase(ends.stream(), BookState::incomeBase))
                        .minus(sumBase(ends.stream(), BookState::costBase))
                        .plus(sumBase(unpaid.stream(), Booking::netCostBase)));
    }

    @Property
    void anActionWithoutCashChangesNoTotalCost(@ForAll Joint run, @ForAll Policies policies) {
        Map<TransactionKey, BigDecimal> moved = new HashMap<>();
        SortedMap<String, BookResult> books = run.book(policies);
        books.values()
                .forEach(b ->
                        all(b).forEach(each -> moved.merge(each.transaction().key(), each.netCost(), BigDecimal::add)));
        books.values().stream().flatMap(b -> b.bookings().stream()).forEach(booking -> {
            Transaction t = booking.transaction();
            boolean subscribes =
                    t.type() == TransactionType.RIGHTS_ISSUE && t.target().isEmpty();
            boolean action = t.type() == TransactionType.SPLIT || PositionLedger.mayHaveTarget(t.type()) && !subscribes;
            if (action && booking.cash().isEmpty()) {
                assertThat(moved.get(t.key())).isEqualByComparingTo(BigDecimal.ZERO);
                assertThat(booking.realized()).isZero();
            }
        });
    }

    @Property
    void anyOrderOfArrivalGivesTheSameBooks(@ForAll Joint run, @ForAll Policies policies, @ForAll long seed) {
        List<Transaction> shuffled = new ArrayList<>(run.transactions());
        Collections.shuffle(shuffled, new Random(seed));

        PortfolioBooks books = PortfolioLedger.book(shuffled, policies);
        assertThat(books).isEqualTo(PortfolioLedger.book(run.transactions(), policies));
        assertThat(books.books()).isEqualTo(run.book(policies));
    }

    @Property
    void twoHalvesMakeTheWhole(@ForAll Joint run, @ForAll Policies policies, @ForAll @IntRange(max = 40) int cut) {
        List<Transaction> all = run.transactions();
        Assume.that(cut <= all.size());
        SortedMap<String, BookResult> whole = run.book(policies);
        SortedMap<String, BookResult> first = PositionLedger.bookAll(Map.of(), all.subList(0, cut), policies);
        SortedMap<String, BookResult> second =
                PositionLedger.bookAll(ends(first), all.subList(cut, all.size()), policies);

        assertThat(ends(second)).isEqualTo(ends(whole));
        whole.forEach((security, result) -> {
            assertThat(joined(first, second, security, BookResult::bookings)).isEqualTo(result.bookings());
            assertThat(joined(first, second, security, BookResult::legs)).isEqualTo(result.legs());
        });
    }

    /** Without what joins them, each security is booked as if it were alone. */
    @Property
    void securitiesThatNothingJoinsAreBookedAlone(@ForAll Joint run, @ForAll Policies policies) {
        List<Transaction> apart =
                run.transactions().stream().filter(t -> t.target().isEmpty()).toList();
        PositionLedger.bookAll(Map.of(), apart, policies).forEach((security, result) -> {
            List<Transaction> own =
                    apart.stream().filter(t -> t.securityId().equals(security)).toList();
            assertThat(PositionLedger.book(BookState.EMPTY, own, policies)).isEqualTo(result);
        });
    }

    @Property
    void aGainIsPriceEffectPlusFxEffectAndARejectionDoesNothing(@ForAll Joint run, @ForAll Policies policies) {
        run.book(policies).values().stream().flatMap(JointPropertiesTest::all).forEach(booking -> {
            booking.lotEvents()
                    .forEach(e -> assertThat(e.priceEffectBase().plus(e.fxEffectBase()))
                            .isEqualTo(e.realizedBase()));
            if (booking.status() != Status.REJECTED) return;
            assertThat(booking.lotEvents()).isEmpty();
            assertThat(booking.cash()).isEmpty();
            assertThat(booking.realized()).isZero();
        });
    }

    private static <T> List<T> joined(
            SortedMap<String, BookResult> first,
            SortedMap<String, BookResult> second,
            String security,
            Function<BookResult, List<T>> of) {
        List<T> both = new ArrayList<>(of.apply(first.getOrDefault(security, BookResult.EMPTY)));
        both.addAll(of.apply(second.getOrDefault(security, BookResult.EMPTY)));
        return both;
    }

    private static Map<String, BookState> ends(SortedMap<String, BookResult> books) {
        Map<String, BookState> ends = new HashMap<>();
        books.forEach((security, result) -> ends.put(security, result.end()));
        return ends;
    }

    private static Stream<Booking> all(BookResult result) {
        return Stream.concat(result.bookings().stream(), result.legs().stream());
    }

    private static Stream<LotEvent> events(BookResult result) {
        return all(result).flatMap(b -> b.lotEvents().stream());
    }

    private static <T> BigDecimal sum(Stream<T> all, Function<T, BigDecimal> of) {
        return all.map(of).reduce(BigDecimal.ZERO, BigDecimal::add);
    }

    private static <T> BaseAmount sumBase(Stream<T> all, Function<T, BaseAmount> of) {
        return all.map(of).reduce(BaseAmount.ZERO, BaseAmount::plus);
    }
}
