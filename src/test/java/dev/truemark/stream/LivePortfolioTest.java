package dev.truemark.stream;

import static dev.truemark.stream.Given.START;
import static dev.truemark.stream.Given.books;
import static dev.truemark.stream.Given.cash;
import static dev.truemark.stream.Given.held;
import static dev.truemark.stream.Given.n;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.StateHash;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

class LivePortfolioTest {
    private static final Cause TRADE = new Cause(Cause.Type.TRANSACTION, List.of("T1"));

    private final Given.Market market = new Given.Market()
            .price("SEC_A", "10", "EUR")
            .price("SEC_B", "20", "USD")
            .price("SEC_C", "30", "EUR")
            .rate("USD", "EUR", "0.9");
    private final LiveBooks three = books(
            "P",
            1,
            List.of(held("SEC_A", "EUR", "5", "40"), held("SEC_B", "USD", "2", "30"), held("SEC_C", "EUR", "1", "25")),
            cash("EUR", "100"),
            cash("USD", "10"));
    private final LivePortfolio live = new LivePortfolio(three, market.view(START));

    @Test
    void aTickRevaluesThePositionThatHoldsItAndNothingElse() {
        long before = live.revaluations();
        market.price("SEC_A", "11", "EUR");

        Optional<Change> change = live.fold(Set.of("SEC_A", "SEC_X"), Set.of(), market.view(START));

        assertThat(live.revaluations() - before).isEqualTo(1);
        assertThat(change.orElseThrow().positions())
                .singleElement()
                .satisfies(
                        position -> assertThat(position.marketValue().value()).contains(n("55")));
        assertThat(change.get().cause()).isEqualTo(new Cause(Cause.Type.PRICE, List.of("SEC_A")));
        // 5·11 + 2·20·0.9 + 30 = 121; cash 100 + 10·0.9 = 109
        assertThat(live.whole().totalValue().value()).contains(n("230.0"));
    }

    @Test
    void aRateRevaluesWhatIsConvertedByIt() {
        long before = live.revaluations();
        market.rate("USD", "EUR", "0.8");

        Change change =
                live.fold(Set.of(), Set.of("USD", "EUR"), market.view(START)).orElseThrow();

        assertThat(live.revaluations() - before).as("SEC_B and the dollars").isEqualTo(2);
        assertThat(change.positions())
                .extracting(each -> each.holding().securityId())
                .containsExactly("SEC_B");
        assertThat(change.cash()).extracting(each -> each.cash().currency()).containsExactly("USD");
        assertThat(change.cause()).isEqualTo(new Cause(Cause.Type.FX, List.of("USD/EUR")));
    }

    @Test
    void aTickOfTheSamePriceTellsNothing() {
        assertThat(live.fold(Set.of("SEC_A"), Set.of("USD", "EUR"), market.view(START)))
                .isEmpty();
    }

    @Test
    void aPositionThatIsClosedIsToldWithQuantityZero() {
        LiveBooks two = books("P", 2, List.of(held("SEC_A", "EUR", "5", "40"), held("SEC_C", "EUR", "1", "25")));

        Change change = live.rebook(two, TRADE, START, market.view(START)).orElseThrow();

        assertThat(change.positions()).singleElement().satisfies(position -> {
            assertThat(position.holding().securityId()).isEqualTo("SEC_B");
            assertThat(position.holding().quantity()).isZero();
            assertThat(position.marketValueBase().value()).contains(n("0"));
        });
        assertThat(change.cash()).extracting(each -> each.cash().balance()).containsExactly(n("0"), n("0"));
        assertThat(live.basis().portfolioVersion()).isEqualTo(2);
    }

    @Test
    void aTradeRevaluesThePositionThatItChanged() {
        long before = live.revaluations();
        LiveBooks bought = books(
                "P",
                2,
                List.of(
                        held("SEC_A", "EUR", "6", "50"),
                        held("SEC_B", "USD", "2", "30"),
                        held("SEC_C", "EUR", "1", "25")),
                cash("EUR", "90"),
                cash("USD", "10"));

        Change change = live.rebook(bought, TRADE, START, market.view(START)).orElseThrow();

        assertThat(live.revaluations() - before).as("SEC_A and the euros").isEqualTo(2);
        assertThat(change.cause()).isEqualTo(TRADE);
        assertThat(change.whole().totalCost().value()).contains(n("105"));
    }

    @Test
    void booksInAnotherBaseAreNotAChangeOfTheseBooks() {
        LiveBooks dollars = books("P", "USD", 2, three.holdings());
        assertThatThrownBy(() -> live.rebook(dollars, TRADE, START, market.view(START)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void timeAloneMakesAPriceStale() {
        Change change = live.age(market.view(START.plusSeconds(3700))).orElseThrow();
        assertThat(change.whole().quality().stale()).containsExactly("SEC_A", "SEC_B", "SEC_C");
        assertThat(live.age(market.view(START.plusSeconds(3701)))).isEmpty();
    }

    @Test
    void currenciesAreThoseOfWhatIsConverted() {
        assertThat(live.currencies()).containsExactlyInAnyOrder("USD", "EUR");
        LivePortfolio euros = new LivePortfolio(
                books("Q", 1, List.of(held("SEC_A", "EUR", "1", "1")), cash("EUR", "1")), market.view(START));
        assertThat(euros.currencies()).isEmpty();
    }

    /** The invariant: whatever came in whatever order, the state is the one that a cold valuation gives. */
    @Test
    void theStateIsThatOfAColdValuation() {
        Random random = new Random(7);
        LiveBooks books = three;
        Instant at = START;
        for (int step = 0; step < 500; step++) {
            at = at.plusSeconds(random.nextInt(30));
            String id = "SEC_" + "ABCD".charAt(random.nextInt(4));
            switch (random.nextInt(4)) {
                case 0 -> {
                    market.rate("USD", "EUR", "0." + (1 + random.nextInt(98)));
                    var unused = live.fold(Set.of(), Set.of("USD", "EUR"), market.view(at));
                }
                case 1 -> {
                    books = books(
                            "P",
                            books.version() + 1,
                            List.of(held(id, random.nextBoolean() ? "EUR" : "USD", "" + (1 + step), "7")),
                            cash("USD", "" + random.nextInt(50)));
                    var unused = live.rebook(books, TRADE, at, market.view(at));
                }
                case 2 -> {
                    var unused = live.age(market.view(at));
                }
                default -> {
                    market.price(id, "" + (1 + random.nextInt(100)), random.nextBoolean() ? "EUR" : "USD", at);
                    var unused = live.fold(Set.of(id), Set.of(), market.view(at));
                }
            }
            MarketView view = market.view(at);
            PortfolioValue cold = PortfolioValue.of(
                    books.holdings(),
                    books.cash(),
                    view.prices(books.zone()),
                    view.rates(books.zone()),
                    books.terms(at));
            assertThat(live.stateHash()).isEqualTo(StateHash.of(cold));
            assertThat(live.whole().totalValue()).isEqualTo(cold.totalValue());
            assertThat(live.whole().positions())
                    .extracting(PositionValue::marketValueBase)
                    .isEqualTo(cold.positions().stream()
                            .map(PositionValue::marketValueBase)
                            .toList());
        }
    }
}
