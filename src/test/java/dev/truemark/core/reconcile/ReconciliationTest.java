package dev.truemark.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.Policy.CashTracking;
import dev.truemark.core.ledger.Policy.CostMethod;
import dev.truemark.core.ledger.TransactionType;
import dev.truemark.core.reconcile.Candidate.Evidence;
import dev.truemark.core.reconcile.Candidate.Kind;
import dev.truemark.core.reconcile.Difference.Figure;
import dev.truemark.core.reconcile.Statement.Stated;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Books of 10,000 paid in, 100 A bought at 10 and 40 sold at 12: 60 A, and 10000 − 1000 + 480 = 9,480 in cash. */
class ReconciliationTest {
    private static final Told DEPOSIT = Told.cash("in", "2024-01-02", TransactionType.DEPOSIT, "10000");
    private static final Told BUY = Told.trade("buy", "2024-01-10", TransactionType.BUY, "A", "100", "1000");
    private static final Told SELL = Told.trade("sell", "2024-02-20", TransactionType.SELL, "A", "40", "480");

    /** Of one date, as {@code A=60,USD=9480}; a security may have a cost, {@code A=60@600}. */
    private static Statement stated(String date, String figures, boolean complete) {
        TreeMap<String, Stated> positions = new TreeMap<>();
        TreeMap<String, BigDecimal> cash = new TreeMap<>();
        for (String each : figures.split(",")) {
            String[] parts = each.split("[=@]");
            BigDecimal value = new BigDecimal(parts[1]);
            if (parts[0].length() == 3) cash.put(parts[0], value);
            else
                positions.put(
                        parts[0],
                        new Stated(value, parts.length > 2 ? Optional.of(new BigDecimal(parts[2])) : Optional.empty()));
        }
        return new Statement(
                LocalDate.parse(date),
                Optional.of(positions),
                cash.isEmpty() ? Optional.empty() : Optional.of(cash),
                complete);
    }

    private static Statement stated(String date, String figures) {
        return stated(date, figures, true);
    }

    private static Verdict held(List<Told> books, Policy policy, Statement... statements) {
        return Reconciliation.of(
                books.stream().map(Told::booked).toList(),
                Policies.of(policy),
                List.of(statements),
                Tolerance.DEFAULT,
                20);
    }

    private static Verdict held(List<Told> books, Statement... statements) {
        return held(books, Policy.DEFAULT, statements);
    }

    private static Candidate likeliest(Verdict verdict) {
        return verdict.candidates().getFirst();
    }

    @Test
    void booksThatAgreeAgreeUpToTheLastStatement() {
        Verdict verdict = held(
                List.of(DEPOSIT, BUY, SELL),
                stated("2024-02-29", "A=60@600,USD=9480"),
                stated("2024-01-31", "A=100@1000,USD=9000"));

        assertThat(verdict.agrees()).isTrue();
        assertThat(verdict.agreedUpTo()).contains(LocalDate.parse("2024-02-29"));
        assertThat(verdict.candidates()).isEmpty();
    }

    @ParameterizedTest(name = "{0} off is tolerated: {1}")
    @CsvSource({"0.01, true", "0.011, false", "-0.01, true"})
    void aCentIsTolerated(BigDecimal off, boolean agrees) {
        String cash = new BigDecimal("9480").add(off).toPlainString();

        assertThat(held(List.of(DEPOSIT, BUY, SELL), stated("2024-02-29", "A=60,USD=" + cash))
                        .agrees())
                .isEqualTo(agrees);
    }

    @Test
    void theFirstDateAndEveryDifferenceAreTold() {
        Verdict verdict = held(
                List.of(DEPOSIT, BUY),
                stated("2024-01-31", "A=100,USD=9000"),
                stated("2024-02-29", "A=60,USD=9480"),
                stated("2024-03-31", "A=60,USD=9480"));

        assertThat(verdict.agreedUpTo()).contains(LocalDate.parse("2024-01-31"));
        assertThat(verdict.parted()).contains(LocalDate.parse("2024-02-29"));
        assertThat(verdict.differences()).hasSize(4);
        Difference units = verdict.differences().getFirst();
        assertThat(units.figure()).isEqualTo(Figure.QUANTITY);
        assertThat(units.subject()).isEqualTo("A");
        assertThat(units.lacking()).isEqualByComparingTo("-40");
        assertThat(verdict.differences().get(1).lacking()).isEqualByComparingTo("480");
    }

    @Test
    void whatIsMissingHasItsUnitsAndItsCash() {
        Candidate missing = likeliest(held(
                List.of(DEPOSIT, BUY), stated("2024-01-31", "A=100,USD=9000"), stated("2024-02-29", "A=60,USD=9480")));

        assertThat(missing.kind()).isEqualTo(Kind.MISSING);
        assertThat(missing.types().getFirst()).isEqualTo(TransactionType.SELL);
        assertThat(missing.securityId()).isEqualTo("A");
        assertThat(missing.quantity().get()).isEqualByComparingTo("40");
        assertThat(missing.cash().get()).isEqualByComparingTo("480");
        assertThat(missing.earliest()).contains(LocalDate.parse("2024-02-01"));
        assertThat(missing.latest()).contains(LocalDate.parse("2024-02-29"));
        assertThat(missing.unexplained()).isZero();
    }

    @Test
    void oneOfTwoAlikeIsTooMany() {
        Candidate doubled = likeliest(
                held(List.of(DEPOSIT, BUY, SELL, SELL.named("again")), stated("2024-02-29", "A=60,USD=9480")));

        assertThat(doubled.kind()).isEqualTo(Kind.DOUBLED);
        assertThat(List.of(
                        doubled.transaction().get().transactionId(),
                        doubled.twin().get().transactionId()))
                .containsExactlyInAnyOrder("sell", "again");
        assertThat(doubled.evidence()).contains(Evidence.TWIN_ON_THE_SAME_DAY);
    }

    @Test
    void whatIsGoneAtTheNextStatementHasAWrongDate() {
        Candidate shifted = likeliest(held(
                List.of(DEPOSIT, BUY, SELL.on(LocalDate.parse("2024-03-02"))),
                stated("2024-01-31", "A=100,USD=9000"),
                stated("2024-02-29", "A=60,USD=9480"),
                stated("2024-03-31", "A=60,USD=9480")));

        assertThat(shifted.kind()).isEqualTo(Kind.SHIFTED);
        assertThat(shifted.transaction().get().transactionId()).isEqualTo("sell");
        assertThat(shifted.evidence()).contains(Evidence.GONE_LATER);
        assertThat(shifted.earliest()).contains(LocalDate.parse("2024-02-01"));
        assertThat(shifted.latest()).contains(LocalDate.parse("2024-02-29"));
    }

    @Test
    void aPurchaseBookedAsASaleIsTurned() {
        Told buy = Told.trade("more", "2024-02-21", TransactionType.BUY, "A", "20", "240");
        Candidate turned = likeliest(
                held(List.of(DEPOSIT, BUY, SELL, buy.as(TransactionType.SELL)), stated("2024-02-29", "A=80,USD=9240")));

        assertThat(turned.kind()).isEqualTo(Kind.WRONG_SIGN);
        assertThat(turned.transaction().get().transactionId()).isEqualTo("more");
        assertThat(turned.types()).containsExactly(TransactionType.BUY);
    }

    /** 140 for 104 at 12: 36 too many, 432 too much. */
    @Test
    void swappedDigitsAreFound() {
        Told wrong = Told.trade("more", "2024-02-21", TransactionType.BUY, "A", "140", "1680");
        Candidate slip = likeliest(held(List.of(DEPOSIT, BUY, SELL, wrong), stated("2024-02-29", "A=164,USD=8232")));

        assertThat(slip.kind()).isEqualTo(Kind.WRONG_QUANTITY);
        assertThat(slip.quantity().get()).isEqualByComparingTo("104");
        assertThat(slip.evidence()).contains(Evidence.DIGITS_TRANSPOSED, Evidence.PRICE_KEPT);
    }

    @Test
    void unitsOfTheWrongSecurityAreMoved() {
        Told other = Told.trade("other", "2024-02-21", TransactionType.BUY, "A", "30", "360");
        Candidate moved =
                likeliest(held(List.of(DEPOSIT, BUY, SELL, other), stated("2024-02-29", "A=60,B=30,USD=9120")));

        assertThat(moved.kind()).isEqualTo(Kind.WRONG_SECURITY);
        assertThat(moved.transaction().get().transactionId()).isEqualTo("other");
        assertThat(moved.securityId()).isEqualTo("B");
    }

    @Test
    void unitsThatDoubledForNothingAreASplit() {
        Candidate split = likeliest(held(List.of(DEPOSIT, BUY, SELL), stated("2024-02-29", "A=120@600,USD=9480")));

        assertThat(split.kind()).isEqualTo(Kind.MISSING);
        assertThat(split.types().getFirst()).isEqualTo(TransactionType.SPLIT);
        assertThat(split.ratio().get()).isEqualByComparingTo("2");
    }

    /** FIFO releases 40 of the 100 at 10; LIFO the 40 at 11 bought later. */
    @Test
    void costAloneIsAMatterOfTheMethod() {
        Told later = Told.trade("later", "2024-02-01", TransactionType.BUY, "A", "40", "440");
        Candidate method =
                likeliest(held(List.of(DEPOSIT, BUY, later, SELL), stated("2024-02-29", "A=100@1000,USD=9040")));

        assertThat(method.kind()).isEqualTo(Kind.COST_METHOD);
        assertThat(method.method()).contains(CostMethod.LIFO);
    }

    @Test
    void whatAPartialStatementDoesNotListIsNotJudged() {
        Told other = Told.trade("other", "2024-02-21", TransactionType.BUY, "B", "30", "360");

        assertThat(held(List.of(DEPOSIT, BUY, SELL, other), stated("2024-02-29", "A=60", false))
                        .agrees())
                .isTrue();
        assertThat(held(List.of(DEPOSIT, BUY, SELL, other), stated("2024-02-29", "A=60", true))
                        .differences())
                .extracting(Difference::subject)
                .containsExactly("B");
    }

    @Test
    void cashThatIsNotKeptIsNotJudged() {
        Policy implied = new Policy(
                CostMethod.FIFO, Policy.Oversell.REJECT, Policy.DividendTreatment.INCOME, CashTracking.IMPLIED, true);
        Verdict verdict = held(List.of(BUY), implied, stated("2024-02-29", "A=100,USD=5"));

        assertThat(verdict.agrees()).isTrue();
        assertThat(verdict.cashJudged()).isFalse();
    }

    @Test
    void twoMistakesAreExplainedOneByOne() {
        Told other = Told.trade("other", "2024-02-21", TransactionType.BUY, "B", "30", "360");
        Verdict verdict = held(
                List.of(DEPOSIT, BUY, SELL, SELL.named("again"), other, other.named("twice")),
                stated("2024-02-29", "A=60,B=30,USD=9120"));

        List<String> doubled = new ArrayList<>();
        verdict.candidates().stream().filter(c -> c.kind() == Kind.DOUBLED).forEach(c -> doubled.add(c.securityId()));
        assertThat(doubled).contains("A", "B");
        assertThat(likeliest(verdict).unexplained()).isPositive();
    }

    @Test
    void refusesNoStatementAndTwoOfADay() {
        assertThatThrownBy(() -> held(List.of(BUY))).hasMessageContaining("no statement");
        assertThatThrownBy(() -> held(List.of(BUY), stated("2024-02-29", "A=1"), stated("2024-02-29", "A=2")))
                .hasMessageContaining("two statements");
        assertThatThrownBy(() -> new Tolerance(BigDecimal.ONE.negate(), BigDecimal.ONE, BigDecimal.ONE))
                .hasMessageContaining("negative");
    }

    @ParameterizedTest(name = "{0} and {1}: {2}")
    @CsvSource({
        "123, 132, DIGITS_TRANSPOSED",
        "12.50, 15.20, DIGITS_TRANSPOSED",
        "12.5, 21.5, DIGITS_TRANSPOSED",
        "100, 1000, POINT_MOVED",
        "1.5, 150, POINT_MOVED",
        "240, 270, ONE_DIGIT",
        "5, 7, ",
        "123, 321, ",
        "90, 9, POINT_MOVED",
    })
    void knowsSlipsOfTheHand(BigDecimal one, BigDecimal other, Evidence slip) {
        assertThat(Digits.slip(one, other)).isEqualTo(Optional.ofNullable(slip));
    }
}
