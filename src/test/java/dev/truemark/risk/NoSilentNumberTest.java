package dev.truemark.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.valuation.Quality;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Whatever single price, rate or transaction is taken away from a portfolio: each figure of its valuation, performance,
 * contribution, allocation and risk is null, or what plain arithmetic makes of the facts that are left, and where a price that
 * is too old stands in for one that was taken the quality of the day says so by name.
 */
class NoSilentNumberTest {
    private static final double TOLERANCE = 1e-9;

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noFigureOfWhatIsLeftIsWrong(long seed) {
        Facts all = Facts.of(seed);
        List<Facts> mutants = new ArrayList<>(all.withoutEach());
        mutants.add(all);
        for (Facts each : mutants) {
            assertThat(wrong(Figures.of(each).served, ByHand.of(each).figures)).isEmpty();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {5, 6})
    void aPriceThatStandsInForAnotherIsNamed(long seed) {
        Facts all = Facts.of(seed);
        Figures whole = Figures.of(all);
        for (Facts.Close taken : all.closes()) {
            List<Facts.Close> closes = new ArrayList<>(all.closes());
            closes.remove(taken);
            Figures left = Figures.of(new Facts(all.transactions(), closes, all.fixings()));
            left.qualities.forEach((day, quality) -> {
                Double before = whole.served.get("value " + day);
                Double now = left.served.get("value " + day);
                if (now == null || now.equals(before)) return;
                assertThat(named(quality)).as(taken + " on " + day).contains(taken.security());
                assertThat(quality.status()).isEqualTo(Quality.Status.STALE);
            });
        }
    }

    /** The test would see it: figures are served of every kind, some are null, and taking things away changes some. */
    @Test
    void theTestIsNoEmptyOne() {
        TreeSet<String> kinds = new TreeSet<>();
        int nulls = 0;
        int changed = 0;
        for (long seed = 1; seed <= 2; seed++) {
            Facts all = Facts.of(seed);
            Map<String, Double> whole = Figures.of(all).served;
            whole.keySet().forEach(name -> kinds.add(name.split(" ")[0]));
            for (Facts each : all.withoutEach()) {
                Map<String, Double> left = Figures.of(each).served;
                if (!left.keySet().containsAll(whole.keySet())) nulls++;
                if (!left.equals(whole)) changed++;
            }
        }
        assertThat(kinds)
                .containsExactly(
                        "contribution",
                        "cost",
                        "drawdown",
                        "gain",
                        "herfindahl",
                        "linked",
                        "realized",
                        "return",
                        "rolling",
                        "value",
                        "var",
                        "volatility",
                        "weight");
        assertThat(nulls).isPositive();
        assertThat(changed).isGreaterThan(200);
    }

    private static List<String> named(Quality quality) {
        List<String> all = new ArrayList<>(quality.stale());
        all.addAll(quality.missing());
        return all;
    }

    /** What is served though it is not known, or is another number; and what is known and not served. */
    private static List<String> wrong(Map<String, Double> served, Map<String, Double> byHand) {
        List<String> wrong = new ArrayList<>();
        TreeSet<String> names = new TreeSet<>(served.keySet());
        names.addAll(byHand.keySet());
        for (String name : names) {
            Double is = served.get(name);
            double shouldBe = byHand.getOrDefault(name, Double.NaN);
            boolean same = is == null
                    ? Double.isNaN(shouldBe)
                    : Math.abs(is - shouldBe) <= TOLERANCE * Math.max(1, Math.abs(shouldBe));
            if (!same) wrong.add(name + " is " + is + ", not " + shouldBe);
        }
        return wrong;
    }
}
