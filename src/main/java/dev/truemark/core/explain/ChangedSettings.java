package dev.truemark.core.explain;

import dev.truemark.core.explain.Cause.ChangedFact;
import dev.truemark.core.ledger.Policies;
import dev.truemark.core.ledger.Policy;
import dev.truemark.core.ledger.PolicyEntry;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Function;

/** Where the settings that hold differ between two policies: of the portfolio, and of securities where theirs differ otherwise. */
final class ChangedSettings {
    /** Whose name is that of no security. */
    private static final String ALL = "";

    private static final List<Setting> SETTINGS = List.of(
            new Setting("cost_method", Policy::costMethod),
            new Setting("oversell", Policy::oversell),
            new Setting("dividend_treatment", Policy::dividendTreatment),
            new Setting("cash_tracking", Policy::cashTracking),
            new Setting("fees_in_cost", Policy::feesInCost));

    private final Policies former;
    private final Policies now;
    private final List<ChangedFact> changed = new ArrayList<>();

    private record Setting(String name, Function<Policy, Object> of) {}

    /** What a setting was and is. */
    private record Pair(Object former, Object now) {
        boolean differs() {
            return !former.equals(now);
        }
    }

    private ChangedSettings(Policies former, Policies now) {
        this.former = former;
        this.now = now;
    }

    /** Each with the date from which on it holds; that the difference goes on after another date is not said again. */
    static List<ChangedFact> between(Policies former, Policies now) {
        ChangedSettings all = new ChangedSettings(former, now);
        TreeSet<String> securities = new TreeSet<>(former.overrides().keySet());
        securities.addAll(now.overrides().keySet());
        for (Setting setting : SETTINGS) {
            all.of(setting, ALL);
            securities.forEach(security -> all.of(setting, security));
        }
        return all.changed;
    }

    private void of(Setting setting, String security) {
        NavigableSet<LocalDate> dates = former.dates(security);
        dates.addAll(now.dates(security));
        Optional<Pair> told = Optional.empty();
        for (LocalDate date : dates) {
            Pair pair = pair(setting, date, security);
            boolean asAll = !security.equals(ALL) && pair.equals(pair(setting, date, ALL));
            boolean isNews =
                    pair.differs() && !asAll && told.filter(pair::equals).isEmpty();
            if (isNews) changed.add(fact(setting, pair, date, security));
            told = asAll ? Optional.empty() : Optional.of(pair);
        }
    }

    private Pair pair(Setting setting, LocalDate date, String security) {
        return new Pair(setting.of.apply(former.at(date, security)), setting.of.apply(now.at(date, security)));
    }

    private static ChangedFact fact(Setting setting, Pair pair, LocalDate date, String security) {
        return new ChangedFact.OfPolicy(
                setting.name,
                String.valueOf(pair.former),
                String.valueOf(pair.now),
                date.equals(PolicyEntry.BEGINNING) ? Optional.empty() : Optional.of(date),
                security.equals(ALL) ? Optional.empty() : Optional.of(security));
    }
}
