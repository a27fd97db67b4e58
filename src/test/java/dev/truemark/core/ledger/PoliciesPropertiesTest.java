package dev.truemark.core.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.Runs.Run;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.PropertyDefaults;
import net.jqwik.api.domains.Domain;
import net.jqwik.api.domains.DomainContext;

/** What holds of any run of transactions under policies that change with the date and differ by security. */
@Domain(Runs.class)
@Domain(DomainContext.Global.class)
@PropertyDefaults(tries = 400)
class PoliciesPropertiesTest {

    @Property
    void costInIsCostOutPlusCostLeft(@ForAll Run run, @ForAll Policies policies) {
        BookResult result = run.book(policies);

        for (Lot lot : result.end().lots()) {
            BigDecimal cost = result.bookings().stream()
                    .flatMap(booking -> booking.lotEvents().stream())
                    .filter(event -> event.lot().equals(lot.id()))
                    .map(LotEvent::cost)
                    .reduce(BigDecimal.ZERO, BigDecimal::add);
            assertThat(cost).isEqualByComparingTo(lot.cost());
        }
        assertThat(result.bookings().stream().map(Booking::netCost).reduce(BigDecimal.ZERO, BigDecimal::add))
                .isEqualByComparingTo(result.end().cost());
    }

    @Property
    void anyOrderOfArrivalOfTransactionsAndEntriesGivesTheSameBooks(
            @ForAll Run run, @ForAll Policies policies, @ForAll long seed) {
        List<Transaction> arrived = new ArrayList<>(run.transactions());
        List<PolicyEntry> said = new ArrayList<>(policies.entries());
        Collections.shuffle(arrived, new Random(seed));
        Collections.shuffle(said, new Random(seed));

        assertThat(PortfolioLedger.book(arrived, Policies.of(policies.own(), said)))
                .isEqualTo(PortfolioLedger.book(run.transactions(), policies));
    }

    /** What was booked before the first day that differs is what the new policies would have booked. */
    @Property
    void aChangeIsBookedAgainFromTheFirstDayOnWhichItDiffers(
            @ForAll Run run, @ForAll Policies before, @ForAll Policies after) {
        Optional<LocalDate> from = after.differsFrom(before, "S");
        List<Transaction> kept = run.transactions().stream()
                .filter(t -> from.isEmpty() || t.order().date().isBefore(from.get()))
                .toList();
        List<Transaction> again =
                run.transactions().subList(kept.size(), run.transactions().size());

        BookResult first = PositionLedger.book(BookState.EMPTY, kept, before);
        BookResult second = PositionLedger.book(first.end(), again, after);

        List<Booking> bookings = new ArrayList<>(first.bookings());
        bookings.addAll(second.bookings());
        BookResult whole = run.book(after);
        assertThat(bookings).isEqualTo(whole.bookings());
        assertThat(second.end()).isEqualTo(whole.end());
    }

    /** Realised less cost is what came in less what was paid, whatever the method at whatever time. */
    @Property
    void methodsMoveGainsBetweenSalesButMakeNone(
            @ForAll Run run, @ForAll Policies policies, @ForAll CostMethod method) {
        BookState one = run.book(policies).end();
        BookState two = run.book(policies.with(method)).end();

        assertThat(one.realized().subtract(one.cost()))
                .isEqualByComparingTo(two.realized().subtract(two.cost()));
        assertThat(one.quantity()).isEqualByComparingTo(two.quantity());
    }
}
