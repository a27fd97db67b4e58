package dev.truemark.rebalance;

import com.fasterxml.jackson.databind.annotation.JsonDeserialize;
import dev.truemark.allocation.Attribute;
import dev.truemark.core.rebalance.Line;
import dev.truemark.performance.Given;
import dev.truemark.platform.json.StatisticReader;
import dev.truemark.platform.problem.FieldErrors;
import java.math.BigDecimal;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Target weights; what they leave of 1 is cash.
 *
 * @param by           {@code security} unless given, or what classes are of: asset_class, sector, country, currency, product_type
 * @param band         a weight may be off by this much and needs no trade
 * @param relativeBand the same as a part of the target
 */
record TargetsGiven(
        String by,
        @JsonDeserialize(using = StatisticReader.class) BigDecimal band,
        @JsonDeserialize(using = StatisticReader.class) BigDecimal relativeBand,
        List<TargetGiven> targets) {
    private static final Set<Attribute> ATTRIBUTES = EnumSet.of(
            Attribute.SECURITY,
            Attribute.ASSET_CLASS,
            Attribute.SECTOR,
            Attribute.COUNTRY,
            Attribute.CURRENCY,
            Attribute.PRODUCT_TYPE);
    private static final int MOST_CHARS = 256;

    /**
     * One weight.
     *
     * @param name       of a class
     * @param securityId of a security; of a class the one to buy where none of it is held
     * @param band       of this one, instead of that of all
     */
    record TargetGiven(
            String name,
            String securityId,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal weight,
            @JsonDeserialize(using = StatisticReader.class) BigDecimal band) {}

    /** Notes what is wrong, with {@code at} before the names of fields. */
    void check(FieldErrors errors, String at, int most) {
        Optional<Attribute> attribute = attribute();
        errors.require(
                attribute.isPresent(),
                at + "by",
                "UNKNOWN",
                "By security, asset_class, sector, country, currency or product_type.");
        fraction(errors, band, at + "band");
        fraction(errors, relativeBand, at + "relative_band");
        errors.require(
                band == null || relativeBand == null,
                at + "band",
                "NOT_TOGETHER",
                "Give either band or relative_band.");
        boolean bySecurity = attribute.filter(Attribute.SECURITY::equals).isPresent();
        Set<String> names = new HashSet<>();
        Given.list(errors, at + "targets", targets, most, (each, i) -> {
            String field = at + "targets[" + i + "]";
            String name = bySecurity ? each.securityId() : each.name();
            String of = field + (bySecurity ? ".security_id" : ".name");
            text(errors, name, of);
            errors.require(name == null || names.add(name), of, "DUPLICATE", "It has one target.");
            errors.require(
                    !bySecurity || each.name() == null, field + ".name", "NOT_TOGETHER", "A security has its id.");
            if (!bySecurity && each.securityId() != null) text(errors, each.securityId(), field + ".security_id");
            Given.required(errors, each.weight(), field + ".weight");
            fraction(errors, each.weight(), field + ".weight");
            fraction(errors, each.band(), field + ".band");
        });
        errors.require(
                targets == null || !targets.isEmpty(), at + "targets", "REQUIRED", "At least one target is needed.");
        sum(errors, at);
    }

    private void sum(FieldErrors errors, String at) {
        if (targets == null) return;
        BigDecimal sum = BigDecimal.ZERO;
        for (TargetGiven each : targets) {
            if (each != null && each.weight() != null) sum = sum.add(each.weight());
        }
        errors.require(
                sum.compareTo(BigDecimal.ONE) <= 0, at + "targets", "SUM_TOO_LARGE", "The weights sum to more than 1.");
    }

    private static void fraction(FieldErrors errors, BigDecimal value, String field) {
        boolean within = value == null || value.signum() >= 0 && value.compareTo(BigDecimal.ONE) <= 0;
        errors.require(within, field, "OUT_OF_RANGE", "From 0 to 1.");
    }

    private static void text(FieldErrors errors, String text, String field) {
        Given.required(errors, text, field);
        boolean clean = text == null
                || !text.isBlank()
                        && text.length() <= MOST_CHARS
                        && text.chars().noneMatch(Character::isISOControl);
        errors.require(
                clean, field, "INVALID_TEXT", "From 1 to " + MOST_CHARS + " characters, none of them a control.");
    }

    Optional<Attribute> attribute() {
        if (by == null) return Optional.of(Attribute.SECURITY);
        return ATTRIBUTES.stream().filter(each -> each.word().equals(by)).findFirst();
    }

    /** What the target is of: a security or a class. */
    String nameOf(TargetGiven target) {
        return target.name() == null ? target.securityId() : target.name();
    }

    /** The target as a line with its band. */
    Line lineOf(TargetGiven target) {
        return line(nameOf(target), target.weight(), target.band());
    }

    /** What is held and has no target is to go. */
    Line untargeted(String name) {
        return line(name, BigDecimal.ZERO, null);
    }

    boolean hasBands() {
        return band != null || relativeBand != null || targets.stream().anyMatch(each -> each.band() != null);
    }

    private Line line(String name, BigDecimal weight, BigDecimal own) {
        Optional<BigDecimal> width = Optional.ofNullable(own)
                .or(() -> Optional.ofNullable(band))
                .or(() -> Optional.ofNullable(relativeBand).map(weight::multiply));
        return new Line(name, weight, width.map(each -> Line.Band.around(weight, each)));
    }

    /** Securities that may have to be bought. */
    List<String> securities() {
        return targets.stream()
                .map(TargetGiven::securityId)
                .filter(Objects::nonNull)
                .distinct()
                .toList();
    }
}
