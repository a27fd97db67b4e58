package dev.truemark.core.reconcile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PortfolioBooks;
import dev.truemark.core.ledger.PortfolioLedger;
import dev.truemark.core.reconcile.Candidate.Kind;
import dev.truemark.core.reconcile.Statement.Stated;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/**
 * One mistake in each of several hundred ledgers: the date is always found, the transaction in nine of ten. The rates stand
 * in {@code docs/assertions.md}; {@code -Dassertions.update=true} writes them.
 */
class PlantedErrorsTest {
    private static final int LEDGERS_PER_KIND = 60;
    private static final Path DOC = Path.of("docs/assertions.md");
    private static final String BEGIN = "<!-- rates: generated -->\n";
    private static final String END = "<!-- rates: end -->";

    /** How often an account is stated, and whether with costs. */
    private enum Cadence {
        MONTHLY("every month", 1, false),
        MONTHLY_WITH_COST("every month, with costs", 1, true),
        QUARTERLY("every quarter", 3, false);

        private final String text;
        private final int months;
        private final boolean costs;

        Cadence(String text, int months, boolean costs) {
            this.text = text;
            this.months = months;
            this.costs = costs;
        }

        List<LocalDate> dates() {
            List<LocalDate> dates = new ArrayList<>();
            for (int month = months; month <= 12; month += months) {
                dates.add(RandomLedger.FIRST.plusMonths(month).minusDays(1));
            }
            return dates;
        }
    }

    /** @param top how many have it among the first three */
    private record Rate(int ledgers, int dates, int first, int top) {
        Rate plus(boolean date, int rank) {
            return new Rate(
                    ledgers + 1,
                    dates + (date ? 1 : 0),
                    first + (rank == 0 ? 1 : 0),
                    top + (rank >= 0 && rank < 3 ? 1 : 0));
        }
    }

    @Test
    void theDateIsAlwaysFoundAndTheTransactionInNineOfTen() throws IOException {
        StringBuilder table = new StringBuilder("| statements | mistake | ledgers | date found | transaction first |"
                + " among the first three |\n|---|---|---:|---:|---:|---:|\n");
        for (Cadence cadence : Cadence.values()) {
            Rate all = new Rate(0, 0, 0, 0);
            Map<Kind, Rate> rates = new EnumMap<>(Kind.class);
            for (Kind kind : Planted.KINDS) {
                Rate rate = measured(kind, cadence);
                rates.put(kind, rate);
                all = new Rate(
                        all.ledgers + rate.ledgers, all.dates + rate.dates, all.first + rate.first, all.top + rate.top);
            }
            rates.forEach((kind, rate) -> row(table, cadence.text, "`" + kind + "`", rate));
            row(table, cadence.text, "**all**", all);
            assertThat(all.dates).as("dates found, %s\n%s", cadence, table).isEqualTo(all.ledgers);
            assertThat(all.first * 100)
                    .as("transactions found, %s\n%s", cadence, table)
                    .isGreaterThanOrEqualTo(all.ledgers * 90);
        }
        documented(table.toString());
    }

    private static void row(StringBuilder table, String statements, String kind, Rate rate) {
        table.append(String.format(
                Locale.ROOT,
                "| %s | %s | %d | %s | %s | %s |%n",
                statements,
                kind,
                rate.ledgers,
                percent(rate.dates, rate.ledgers),
                percent(rate.first, rate.ledgers),
                percent(rate.top, rate.ledgers)));
    }

    private static String percent(int part, int whole) {
        return String.format(Locale.ROOT, "%.1f %%", 100.0 * part / whole);
    }

    private static void documented(String table) throws IOException {
        String doc = Files.readString(DOC);
        int from = doc.indexOf(BEGIN) + BEGIN.length();
        int to = doc.indexOf(END);
        if (Boolean.getBoolean("assertions.update")) {
            Files.writeString(DOC, doc.substring(0, from) + table + doc.substring(to));
        } else {
            assertThat(doc.substring(from, to)).as("the rates in %s", DOC).isEqualTo(table);
        }
    }

    private static Rate measured(Kind kind, Cadence cadence) {
        Rate rate = new Rate(0, 0, 0, 0);
        List<LocalDate> dates = cadence.dates();
        for (long seed = 0; rate.ledgers < LEDGERS_PER_KIND; seed++) {
            List<Told> truth = RandomLedger.of(seed);
            List<Statement> statements = stated(book(truth), dates, cadence.costs);
            Optional<Planted> planted = Planted.in(truth, kind, new Random(31 * seed + kind.ordinal()), dates);
            if (planted.isEmpty()) continue;
            List<Statement> shown = stated(book(planted.get().books()), dates, cadence.costs);
            Optional<LocalDate> parted = firstDifference(statements, shown);
            if (parted.isEmpty()) continue;
            Verdict verdict = Reconciliation.of(
                    planted.get().books().stream().map(Told::booked).toList(),
                    Policies.of(Policy.DEFAULT),
                    statements,
                    new Tolerance(BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO),
                    10);
            int rank = -1;
            for (int i = verdict.candidates().size() - 1; i >= 0; i--) {
                if (planted.get().isFoundBy(verdict.candidates().get(i))) rank = i;
            }
            rate = rate.plus(verdict.parted().equals(parted), rank);
        }
        return rate;
    }

    private static PortfolioBooks book(List<Told> told) {
        return PortfolioLedger.book(told.stream().map(Told::booked).toList(), Policy.DEFAULT);
    }

    private static List<Statement> stated(PortfolioBooks books, List<LocalDate> dates, boolean costs) {
        List<Statement> statements = new ArrayList<>();
        for (LocalDate date : dates) {
            PortfolioBooks then = books.asOf(date);
            SortedMap<String, Stated> positions = new TreeMap<>();
            then.books().forEach((security, book) -> {
                BigDecimal units = book.end().quantity().stripTrailingZeros();
                if (units.signum() == 0) return;
                BigDecimal cost = book.end().cost().stripTrailingZeros();
                positions.put(security, new Stated(units, costs ? Optional.of(cost) : Optional.empty()));
            });
            SortedMap<String, BigDecimal> cash = new TreeMap<>();
            then.cash().end().forEach((currency, balance) -> {
                if (balance.signum() != 0) cash.put(currency, balance.stripTrailingZeros());
            });
            statements.add(new Statement(date, Optional.of(positions), Optional.of(cash), true));
        }
        return statements;
    }

    private static Optional<LocalDate> firstDifference(List<Statement> truth, List<Statement> shown) {
        for (int i = 0; i < truth.size(); i++) {
            if (!truth.get(i).equals(shown.get(i)))
                return Optional.of(truth.get(i).date());
        }
        return Optional.empty();
    }
}
