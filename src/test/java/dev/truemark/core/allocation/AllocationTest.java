package dev.truemark.core.allocation;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.figure.Undefined;
import dev.truemark.core.instrument.Constituent;
import dev.truemark.core.instrument.Constituents;
import dev.truemark.core.money.BaseAmount;
import java.math.BigDecimal;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Allocation by hand, what it leaves undefined, and that it adds up whatever is held. */
class AllocationTest {
    private static final BaseAmount UNKNOWN = BaseAmount.UNKNOWN;

    private static BaseAmount amount(String value) {
        return BaseAmount.of(new BigDecimal(value));
    }

    /** {@code "A 0.6, B 0.3"}. */
    private static Constituents holds(String list) {
        return new Constituents(Arrays.stream(list.split(", "))
                .map(each -> each.split(" "))
                .map(each -> new Constituent(each[0], new BigDecimal(each[1])))
                .toList());
    }

    private static Allocation allocate(Allocation.Held held, String... by) {
        return Allocation.of(held, new Allocation.Question(List.of(by), true, true, 2));
    }

    /** Each line as {@code KIND name value weight}. */
    private static List<String> lines(Breakdown breakdown) {
        return breakdown.segments().stream()
                .map(each -> each.kind()
                        + " "
                        + String.join(
                                "/",
                                each.names().stream()
                                        .map(name -> name.orElse("-"))
                                        .toList())
                        + " "
                        + each.value()
                                .value()
                                .map(BigDecimal::stripTrailingZeros)
                                .map(BigDecimal::toPlainString)
                                .orElse("?")
                        + " "
                        + each.weight()
                                .map(BigDecimal::stripTrailingZeros)
                                .map(BigDecimal::toPlainString)
                                .orElse("?"))
                .toList();
    }

    private static final Map<String, Map<String, String>> ATTRIBUTES = Map.of(
            "A", Map.of("class", "EQUITY", "sector", "TECH"),
            "B", Map.of("class", "EQUITY", "sector", "ENERGY"),
            "C", Map.of("class", "BOND"),
            "F", Map.of("class", "FUND"));

    @Test
    void everyAttributeApartAndCrossed() {
        Allocation.Held held = new Allocation.Held(
                Map.of("A", amount("500"), "B", amount("250"), "C", amount("150")),
                List.of(new CashLine("USD", amount("125")), new CashLine("EUR", amount("-25"))),
                ATTRIBUTES,
                Map.of());

        Allocation found = allocate(held, "class", "sector");

        assertThat(found.total()).isEqualTo(amount("1000"));
        assertThat(lines(found.each().get(0)))
                .containsExactly(
                        "CLASSIFIED EQUITY 750 0.75",
                        "CLASSIFIED BOND 150 0.15",
                        "CASH USD 125 0.125",
                        "CASH EUR -25 -0.025");
        assertThat(lines(found.each().get(1)))
                .containsExactly(
                        "CLASSIFIED TECH 500 0.5",
                        "CLASSIFIED ENERGY 250 0.25",
                        "UNCLASSIFIED - 150 0.15",
                        "CASH USD 125 0.125",
                        "CASH EUR -25 -0.025");
        assertThat(lines(found.crossed().orElseThrow()))
                .containsExactly(
                        "CLASSIFIED EQUITY/TECH 500 0.5",
                        "CLASSIFIED EQUITY/ENERGY 250 0.25",
                        "UNCLASSIFIED BOND/- 150 0.15",
                        "CASH USD 125 0.125",
                        "CASH EUR -25 -0.025");
        assertThat(found.why()).isEmpty();
    }

    /** Thirds: two of them rounded, the last line takes what is left of 1. */
    @Test
    void weightsSumToOneThoughNoneIsExact() {
        Allocation.Held held = new Allocation.Held(
                Map.of("A", amount("1"), "B", amount("1"), "C", amount("1")), List.of(), ATTRIBUTES, Map.of());

        assertThat(lines(allocate(held, Breakdown.SECURITY).each().getFirst()))
                .containsExactly(
                        "CLASSIFIED A 1 0.333333333333333333",
                        "CLASSIFIED B 1 0.333333333333333333",
                        "CLASSIFIED C 1 0.333333333333333334");
    }

    /** F of 1000 is 60 % A and 30 % G, G is half B: A 600, B 150, G 150, F 100; beside 400 of A itself. */
    @Test
    void fundsAreLookedThroughAndTheRestStaysWithThem() {
        Allocation.Held held = new Allocation.Held(
                Map.of("F", amount("1000"), "A", amount("400")),
                List.of(),
                ATTRIBUTES,
                Map.of("F", holds("A 0.6, G 0.3"), "G", holds("B 0.5")));

        Allocation found = allocate(held, Breakdown.SECURITY, "class");

        assertThat(lines(found.each().get(0)).stream().map(line -> line.substring(0, line.lastIndexOf(' '))))
                .containsExactly("CLASSIFIED A 1000", "CLASSIFIED B 150", "CLASSIFIED G 150", "CLASSIFIED F 100");
        assertThat(found.each().get(0).segments().stream().map(Segment::through))
                .containsExactly(amount("600"), amount("150"), amount("150"), amount("0"));
        assertThat(lines(found.each().get(1)).stream().map(line -> line.substring(0, line.lastIndexOf(' '))))
                .containsExactly("CLASSIFIED EQUITY 1150", "CLASSIFIED FUND 100", "UNCLASSIFIED - 150");
        assertThat(found.through().opened()).containsExactly(Map.entry("F", new BigDecimal("0.9")));
        assertThat(found.through().cutOff()).isEmpty();
        assertThat(Allocation.of(held, new Allocation.Question(List.of("class"), false, false, 2))
                        .through()
                        .exposures())
                .containsExactly(
                        new Exposure("A", amount("400"), BaseAmount.ZERO),
                        new Exposure("F", amount("1000"), BaseAmount.ZERO));
    }

    /**
     * X is half Y, Y half X. Opened five times: X keeps 1/2 + 1/8 + 1/32, Y 1/4 + 1/16, and 1/32 has come down to Y, which is
     * not opened a sixth time.
     */
    @Test
    void fundsThatHoldOneAnotherEndByDepth() {
        Allocation.Held held = new Allocation.Held(
                Map.of("X", amount("32")), List.of(), Map.of(), Map.of("X", holds("Y 0.5"), "Y", holds("X 0.5")));

        Allocation found = allocate(held, Breakdown.SECURITY);

        assertThat(found.through().exposures())
                .containsExactly(
                        new Exposure("X", amount("16"), amount("5")), new Exposure("Y", BaseAmount.ZERO, amount("11")));
        assertThat(found.through().cutOff()).containsExactly("Y");
    }

    @Test
    void anUnpricedPositionLeavesItsLinesTheTotalAndEveryWeightUnknown() {
        Allocation.Held held = new Allocation.Held(
                Map.of("A", amount("500"), "B", UNKNOWN, "C", amount("100")),
                List.of(new CashLine("USD", amount("100"))),
                ATTRIBUTES,
                Map.of());

        Allocation found = allocate(held, "class");

        assertThat(found.total()).isEqualTo(UNKNOWN);
        assertThat(found.why()).contains(Undefined.VALUE_UNKNOWN);
        assertThat(lines(found.each().getFirst()))
                .containsExactly("CLASSIFIED EQUITY ? ?", "CLASSIFIED BOND 100 ?", "CASH USD 100 ?");
        assertThat(found.each().getFirst().segments().getFirst().priced()).isEqualByComparingTo("500");
        assertThat(found.concentration().why()).contains(Undefined.VALUE_UNKNOWN);
        assertThat(found.concentration().herfindahl()).isEmpty();
    }

    @Test
    void anUnpricedFundLeavesWhatItHoldsUnknown() {
        Allocation.Held held = new Allocation.Held(
                Map.of("A", amount("500"), "F", UNKNOWN), List.of(), ATTRIBUTES, Map.of("F", holds("A 0.1, C 0.9")));

        assertThat(lines(allocate(held, "class").each().getFirst()))
                .containsExactly("CLASSIFIED EQUITY ? ?", "CLASSIFIED BOND ? ?");
    }

    @ParameterizedTest(name = "positions of {0} and cash of {1} have no weights")
    @CsvSource({"0, 0", "100, -100", "100, -101"})
    void nothingInvestedHasNoWeights(String position, String cash) {
        Allocation.Held held = new Allocation.Held(
                Map.of("A", amount(position)), List.of(new CashLine("USD", amount(cash))), ATTRIBUTES, Map.of());

        Allocation found = allocate(held, "class");

        assertThat(found.why()).contains(Undefined.NOTHING_INVESTED);
        assertThat(found.each().getFirst().segments())
                .allMatch(each -> each.weight().isEmpty());
    }

    /** 0.5² + 0.3² + 0.2² = 0.38, over 500, 300 and a short 200, whatever the cash. */
    @Test
    void concentrationOfWhatIsInvested() {
        Allocation.Held held = new Allocation.Held(
                Map.of("A", amount("500"), "B", amount("300"), "C", amount("-200")),
                List.of(new CashLine("USD", amount("9000"))),
                ATTRIBUTES,
                Map.of());

        Concentration found = allocate(held, "class").concentration();

        assertThat(found.herfindahl().orElseThrow()).isEqualByComparingTo("0.38");
        assertThat(found.effectiveNumber().orElseThrow()).isEqualByComparingTo("2.631578947368421053");
        assertThat(found.largest())
                .containsExactly(
                        new Concentration.Share("A", new BigDecimal("0.500000000000000000")),
                        new Concentration.Share("B", new BigDecimal("0.300000000000000000")));
        assertThat(found.largestWeight().orElseThrow()).isEqualByComparingTo("0.8");
    }

    @ParameterizedTest(name = "constituents of F {0} are refused: {1}")
    @CsvSource(delimiter = '|', textBlock = """
        A 0.6, B 0.5 | -1 SUM_TOO_LARGE
        A 0.6, A 0.1 | 1 DUPLICATE
        A 0.6, F 0.1 | 1 ITSELF
        A 0, B 1     | 0 NOT_POSITIVE
        A -0.1       | 0 NOT_POSITIVE
        """)
    void refusesConstituents(String list, String fault) {
        assertThat(Constituents.faults("F", holds(list).all()))
                .extracting(each -> each.index() + " " + each.rule())
                .containsExactly(fault);
    }

    @Provide
    Arbitrary<Map<String, BigDecimal>> holdings() {
        return Arbitraries.maps(
                        Arbitraries.of("A", "B", "C", "F", "G", "H", "J"),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("-1000000"), new BigDecimal("1000000"))
                                .ofScale(6))
                .ofMinSize(1);
    }

    @Provide
    Arbitrary<Map<String, Constituents>> funds() {
        Arbitrary<Constituents> constituents = Arbitraries.maps(
                        Arbitraries.of("A", "B", "F", "G", "H"),
                        Arbitraries.bigDecimals()
                                .between(new BigDecimal("0.0001"), new BigDecimal("0.2"))
                                .ofScale(4))
                .map(weights -> new Constituents(new TreeMap<>(weights)
                        .entrySet().stream()
                                .map(each -> new Constituent(each.getKey(), each.getValue()))
                                .toList()));
        return Arbitraries.maps(Arbitraries.of("F", "G", "H"), constituents);
    }

    /** Funds may hold one another and even themselves here: the sums hold all the same. */
    @Property(tries = 300)
    void whateverIsHeldAddsUp(
            @ForAll("holdings") Map<String, BigDecimal> values, @ForAll("funds") Map<String, Constituents> funds) {
        Map<String, BaseAmount> positions = new HashMap<>();
        values.forEach((id, value) -> positions.put(id, BaseAmount.of(value)));
        BigDecimal total = values.values().stream().reduce(new BigDecimal("100"), BigDecimal::add);
        Allocation.Held held =
                new Allocation.Held(positions, List.of(new CashLine("USD", amount("100"))), ATTRIBUTES, funds);

        Allocation found = allocate(held, Breakdown.SECURITY, "class", "sector");

        assertThat(found.total().value().orElseThrow()).isEqualByComparingTo(total);
        for (Breakdown each : List.of(
                found.each().get(0), found.each().get(1), found.crossed().orElseThrow())) {
            assertThat(each.segments().stream()
                            .map(segment -> segment.value().value().orElseThrow())
                            .reduce(BigDecimal.ZERO, BigDecimal::add))
                    .isEqualByComparingTo(total);
            Optional<BigDecimal> weights = each.segments().stream()
                    .map(Segment::weight)
                    .reduce(Optional.of(BigDecimal.ZERO), (a, b) -> a.flatMap(x -> b.map(x::add)));
            if (total.signum() > 0) assertThat(weights.orElseThrow()).isEqualByComparingTo("1");
            else assertThat(weights).isEmpty();
        }
    }
}
