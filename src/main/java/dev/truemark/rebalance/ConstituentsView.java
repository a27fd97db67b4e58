package dev.truemark.rebalance;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.truemark.core.figure.Undefined;
import dev.truemark.core.money.BaseAmount;
import dev.truemark.core.rebalance.Line;
import dev.truemark.core.valuation.PortfolioValue;
import dev.truemark.core.valuation.PositionValue;
import dev.truemark.core.valuation.Quality;
import dev.truemark.ledger.BooksHead;
import dev.truemark.ledger.BooksStamp;
import dev.truemark.valuation.Valued;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.IntStream;

/**
 * What a portfolio consists of beside what it is to consist of; null where undefined, and {@code reasons} says why.
 *
 * @param targetsDate since when the targets hold
 * @param by          what they are of
 * @param drift       half the sum of the drifts' sizes, cash among them: the part that is not where it should be
 */
record ConstituentsView(
        @JsonUnwrapped BooksStamp books,
        BigDecimal totalValue,
        LocalDate targetsDate,
        String by,
        List<ConstituentView> constituents,
        List<LineView> lines,
        CashLineView cash,
        BigDecimal drift,
        Map<String, Undefined> reasons,
        Quality quality) {

    /** @param line that it belongs to, null where what the targets are of was not told, or there are no targets */
    record ConstituentView(
            String securityId,
            String instrumentName,
            BigDecimal quantity,
            String currency,
            BigDecimal marketValueBase,
            BigDecimal weight,
            String line) {}

    /** @param drift {@code weight − target} */
    record LineView(
            String name,
            BigDecimal value,
            BigDecimal weight,
            BigDecimal target,
            BigDecimal drift,
            BigDecimal bandLower,
            BigDecimal bandUpper,
            Line.State bandState) {}

    record CashLineView(BigDecimal value, BigDecimal weight, BigDecimal target, BigDecimal drift) {}

    static ConstituentsView of(
            Valued valued, Optional<TargetRepository.Dated> targets, Optional<Compared> compared, String engine) {
        BooksHead head = valued.books().head();
        PortfolioValue value = valued.value();
        List<LineView> lines = compared.map(of -> lines(of, value)).orElse(List.of());
        CashLineView cash = cash(value, compared);
        Map<String, Undefined> reasons = reasons(value, targets);
        boolean whole = targets.isPresent() && !reasons.containsKey("weight");
        return new ConstituentsView(
                BooksStamp.of(head, engine),
                value.totalValue().orNull(),
                targets.map(TargetRepository.Dated::date).orElse(null),
                targets.map(each -> each.targets().by()).orElse(null),
                constituents(valued, compared),
                lines,
                cash,
                whole ? drift(lines, cash) : null,
                reasons,
                value.quality());
    }

    private static Map<String, Undefined> reasons(PortfolioValue value, Optional<TargetRepository.Dated> targets) {
        Map<String, Undefined> reasons = new TreeMap<>();
        boolean known = value.totalValue().isKnown();
        if (!known) {
            reasons.put("total_value", Undefined.VALUE_UNKNOWN);
            reasons.put("weight", Undefined.VALUE_UNKNOWN);
            reasons.put("drift", Undefined.VALUE_UNKNOWN);
        } else if (total(value).isEmpty()) {
            reasons.put("weight", Undefined.NOTHING_INVESTED);
            reasons.put("drift", Undefined.NOTHING_INVESTED);
        }
        if (targets.isEmpty()) {
            reasons.put("target", Undefined.NO_TARGETS);
            reasons.put("drift", Undefined.NO_TARGETS);
        }
        return reasons;
    }

    private static Optional<BigDecimal> total(PortfolioValue value) {
        return value.totalValue().value().filter(total -> total.signum() > 0);
    }

    private static BigDecimal weight(PortfolioValue whole, BaseAmount part) {
        return total(whole).flatMap(total -> whole.weightOf(part)).orElse(null);
    }

    private static List<ConstituentView> constituents(Valued valued, Optional<Compared> compared) {
        Map<String, String> names = new TreeMap<>();
        valued.books().positions().forEach(each -> {
            if (each.instrument().name() != null)
                names.put(each.securityId(), each.instrument().name());
        });
        return valued.value().positions().stream()
                .filter(each -> each.holding().isOpen())
                .map(each -> new ConstituentView(
                        each.holding().securityId(),
                        names.get(each.holding().securityId()),
                        each.holding().quantity(),
                        each.holding().currency(),
                        each.marketValueBase().orNull(),
                        weight(valued.value(), each.marketValueBase()),
                        compared.flatMap(of -> lineOf(of, each)).orElse(null)))
                .toList();
    }

    private static Optional<String> lineOf(Compared compared, PositionValue position) {
        return compared.members().stream()
                .filter(each -> each.securityId().equals(position.holding().securityId()))
                .findFirst()
                .flatMap(each -> compared.rows().get(each.row()).name());
    }

    private static List<LineView> lines(Compared compared, PortfolioValue whole) {
        List<BaseAmount> values = compared.values();
        return IntStream.range(0, compared.rows().size())
                .mapToObj(row -> line(compared.rows().get(row), values.get(row), weight(whole, values.get(row))))
                .toList();
    }

    private static LineView line(Compared.Row row, BaseAmount value, BigDecimal weight) {
        Line line = row.line();
        return new LineView(
                row.name().orElse(null),
                value.orNull(),
                weight,
                line.target(),
                weight == null ? null : weight.subtract(line.target()),
                line.band().map(Line.Band::lower).orElse(null),
                line.band().map(Line.Band::upper).orElse(null),
                weight == null ? null : line.band().map(band -> band.of(weight)).orElse(null));
    }

    private static CashLineView cash(PortfolioValue value, Optional<Compared> compared) {
        BigDecimal weight = weight(value, value.cashBalance());
        BigDecimal target = compared.map(of ->
                        of.rows().stream().map(row -> row.line().target()).reduce(BigDecimal.ONE, BigDecimal::subtract))
                .orElse(null);
        return new CashLineView(
                value.cashBalance().orNull(),
                weight,
                target,
                weight == null || target == null ? null : weight.subtract(target));
    }

    private static BigDecimal drift(List<LineView> lines, CashLineView cash) {
        BigDecimal sum = cash.drift().abs();
        for (LineView each : lines) sum = sum.add(each.drift().abs());
        return sum.divide(BigDecimal.TWO);
    }
}
