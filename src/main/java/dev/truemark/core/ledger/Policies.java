package dev.truemark.core.ledger;

import dev.truemark.core.ledger.Policy.CostMethod;
import java.time.LocalDate;
import java.util.Collection;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * How a portfolio is booked, by trade date and by security (DEFINITIONS 8), in three levels: its own policy, over it the
 * newest dated entry of the portfolio, over that the newest entry of the security.
 *
 * <p>A method takes effect with the first transaction of a security on or after its date and finds the lots as the one
 * before left them: what was pooled stays one lot, and lots become one pool when {@code AVERAGE} begins. No total cost
 * changes with it.
 *
 * @param own       holds for the whole history where no entry says otherwise; alone decides whether cash is kept
 * @param dated     entries of the whole portfolio by their date
 * @param overrides entries of single securities by their date
 */
public record Policies(
        Policy own,
        NavigableMap<LocalDate, PolicyEntry> dated,
        Map<String, NavigableMap<LocalDate, PolicyEntry>> overrides) {

    public Policies {
        dated = Collections.unmodifiableNavigableMap(new TreeMap<>(dated));
        Map<String, NavigableMap<LocalDate, PolicyEntry>> copies = new HashMap<>();
        overrides.forEach(
                (security, by) -> copies.put(security, Collections.unmodifiableNavigableMap(new TreeMap<>(by))));
        overrides = Collections.unmodifiableMap(copies);
    }

    /** The same policy for every date and security. */
    public static Policies of(Policy policy) {
        return new Policies(policy, Collections.emptyNavigableMap(), Map.of());
    }

    /** @throws IllegalArgumentException if two entries have one date and one security, or none */
    public static Policies of(Policy own, Collection<PolicyEntry> entries) {
        NavigableMap<LocalDate, PolicyEntry> dated = new TreeMap<>();
        Map<String, NavigableMap<LocalDate, PolicyEntry>> overrides = new HashMap<>();
        for (PolicyEntry entry : entries) {
            NavigableMap<LocalDate, PolicyEntry> scope = entry.securityId()
                    .map(id -> overrides.computeIfAbsent(id, any -> new TreeMap<>()))
                    .orElse(dated);
            if (scope.put(entry.effectiveFrom(), entry) != null) {
                throw new IllegalArgumentException("two entries of one date and security: " + entry);
            }
        }
        return new Policies(own, dated, overrides);
    }

    /** The same entries over another policy. */
    public Policies over(Policy other) {
        return new Policies(other, dated, overrides);
    }

    /** The same with one cost method everywhere. */
    public Policies with(CostMethod method) {
        List<PolicyEntry> entries =
                entries().stream().map(PolicyEntry::withoutMethod).toList();
        return of(own.with(method), entries);
    }

    /** All entries, in their {@link PolicyEntry#ORDER}. */
    public List<PolicyEntry> entries() {
        return Stream.concat(
                        dated.values().stream(), overrides.values().stream().flatMap(by -> by.values().stream()))
                .sorted(PolicyEntry.ORDER)
                .toList();
    }

    /** The policy under which a transaction of {@code date} on {@code securityId} is booked. */
    public Policy at(LocalDate date, String securityId) {
        if (dated.isEmpty() && overrides.isEmpty()) return own;
        Policy policy = own;
        for (PolicyEntry entry : inForce(date, securityId)) policy = entry.over(policy);
        return policy;
    }

    /** The entry that names a setting at {@code date}; empty where that is the portfolio's own. */
    public Optional<PolicyEntry> naming(LocalDate date, String securityId, Function<PolicyEntry, Optional<?>> setting) {
        return inForce(date, securityId).reversed().stream()
                .filter(entry -> setting.apply(entry).isPresent())
                .findFirst();
    }

    /** From the lowest level up. */
    private List<PolicyEntry> inForce(LocalDate date, String securityId) {
        Optional<PolicyEntry> ofAll = floor(dated, date);
        Optional<PolicyEntry> ofOne = floor(overrides.get(securityId), date);
        return Stream.concat(ofAll.stream(), ofOne.stream()).toList();
    }

    private static Optional<PolicyEntry> floor(NavigableMap<LocalDate, PolicyEntry> entries, LocalDate date) {
        return Optional.ofNullable(entries).map(each -> each.floorEntry(date)).map(Map.Entry::getValue);
    }

    /** Every date from which on something else may hold, the beginning too. */
    public NavigableSet<LocalDate> dates(String securityId) {
        NavigableSet<LocalDate> dates = new TreeSet<>(Set.of(PolicyEntry.BEGINNING));
        dates.addAll(dated.keySet());
        if (overrides.containsKey(securityId))
            dates.addAll(overrides.get(securityId).keySet());
        return dates;
    }

    /**
     * The first trade date of which a transaction on {@code securityId} is booked otherwise than under {@code other};
     * empty where there is none. Whether cash is kept makes no difference: that changes no book.
     */
    public Optional<LocalDate> differsFrom(Policies other, String securityId) {
        NavigableSet<LocalDate> dates = dates(securityId);
        dates.addAll(other.dates(securityId));
        return dates.stream()
                .filter(date -> !at(date, securityId).booksAs(other.at(date, securityId)))
                .findFirst();
    }
}
