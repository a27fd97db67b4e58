package dev.truemark.stream;

import static org.assertj.core.api.Assertions.assertThat;

import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.ledger.PortfolioVersions.Learnt;
import dev.truemark.valuation.Basis;
import dev.truemark.valuation.Valued;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Which moments a replay along knowledge tells, worked by hand. */
class KnowledgeCourseTest {
    private static final Instant MADE = Instant.parse("2026-03-02T10:00:00Z");
    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    private final List<String> asked = new ArrayList<>();

    private KnowledgeCourse course(List<Learnt> batches, Optional<LocalDate> asOf, Instant end) {
        return new KnowledgeCourse(
                (after, most) -> Uni.createFrom()
                        .item(batches.stream()
                                .filter(each -> each.knownAt().isAfter(after)
                                        && !each.knownAt().isAfter(end))
                                .limit(most)
                                .toList()),
                (day, at) -> {
                    asked.add(day + " " + at);
                    LiveBooks books = Given.books("P", 1, List.of());
                    return Uni.createFrom()
                            .item(new Valued(
                                    books.books(), PortfolioValue.of(List.of(), List.of()), new Basis(1, null, at)));
                },
                valued -> Given.books("P", 1, List.of()),
                asOf,
                BERLIN,
                MADE,
                end);
    }

    private static List<Step> all(Course course) {
        List<Step> all = new ArrayList<>();
        for (List<Step> piece = course.next().await().indefinitely();
                !piece.isEmpty();
                piece = course.next().await().indefinitely()) {
            assertThat(piece).as("a bounded piece").hasSizeLessThanOrEqualTo(8);
            all.addAll(piece);
        }
        return all;
    }

    private static Learnt batch(String at, LocalDate restatedFrom, boolean corrected, String... ids) {
        return new Learnt(Instant.parse(at), Optional.ofNullable(restatedFrom), List.of(ids), corrected);
    }

    @Test
    void eachBatchIsAStepByItselfAndSoAreTheEndsOfDaysAndTheEnd() {
        LocalDate january = LocalDate.of(2026, 1, 6);
        List<Step> steps = all(course(
                List.of(
                        batch("2026-03-02T11:00:00Z", null, false, "T1", "T2"),
                        batch("2026-03-04T09:00:00Z", january, true, "T1")),
                Optional.empty(),
                Instant.parse("2026-03-04T10:00:00Z")));

        // The last microsecond of a day in Berlin is 22:59:59.999999 UTC in winter
        assertThat(asked)
                .containsExactly(
                        "2026-03-02 2026-03-02T10:00:00Z",
                        "2026-03-02 2026-03-02T10:59:59.999999Z",
                        "2026-03-02 2026-03-02T11:00:00Z",
                        "2026-03-02 2026-03-02T22:59:59.999999Z",
                        "2026-03-03 2026-03-03T22:59:59.999999Z",
                        "2026-03-04 2026-03-04T08:59:59.999999Z",
                        "2026-03-04 2026-03-04T09:00:00Z",
                        "2026-03-04 2026-03-04T10:00:00Z");
        assertThat(steps).extracting(Step::quiet).containsExactly(false, true, false, false, false, true, false, false);
        assertThat(steps.get(2).facts()).contains(new Cause(Cause.Type.TRANSACTION, List.of("T1", "T2")));
        assertThat(steps.get(6).facts()).contains(new Cause(Cause.Type.CORRECTION, List.of("T1")));
        assertThat(steps.get(6).restatedFrom()).contains(january);
        assertThat(steps.get(7).facts()).isEmpty();
    }

    @Test
    void ofAFixedDateOnlyWhatLiesBeforeItIsRestated() {
        List<Step> steps = all(course(
                List.of(
                        batch("2026-03-02T11:00:00Z", LocalDate.of(2026, 1, 6), false, "T1"),
                        batch("2026-03-02T12:00:00Z", LocalDate.of(2026, 1, 7), false, "T2")),
                Optional.of(LocalDate.of(2026, 1, 6)),
                Instant.parse("2026-03-02T12:00:00Z")));

        assertThat(asked).allMatch(each -> each.startsWith("2026-01-06 "));
        assertThat(steps)
                .extracting(step -> step.restatedFrom().isPresent())
                .containsExactly(false, false, true, false, false);
    }

    @Test
    void nothingIsLeftOutOrToldTwiceHoweverManyThereAre() {
        List<Learnt> many = new ArrayList<>();
        for (int n = 1; n <= 30; n++) many.add(batch(MADE.plusSeconds(n * 7200L).toString(), null, false, "T" + n));
        List<Step> steps = all(course(many, Optional.empty(), MADE.plusSeconds(30 * 7200L)));

        assertThat(steps.stream().flatMap(step -> step.facts().stream()).flatMap(cause -> cause.ids().stream()))
                .containsExactlyElementsOf(many.stream()
                        .map(each -> each.transactions().getFirst())
                        .toList());
        assertThat(steps).extracting(Step::at).isSorted().doesNotHaveDuplicates();
        // 60 hours from Monday noon end on the third day: two ends of days, 30 batches and what was before each, and
        // the first
        assertThat(steps).hasSize(1 + 2 * 30 + 2);
    }

    @Test
    void whatIsMadeNowHasOneMoment() {
        assertThat(all(course(List.of(), Optional.empty(), MADE))).hasSize(1);
    }
}
