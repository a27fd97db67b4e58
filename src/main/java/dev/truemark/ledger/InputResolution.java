package dev.truemark.ledger;

import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.Conversion;
import dev.truemark.ledger.OutsideFacts.RateNeed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what transactions take from outside: in one look-up of symbols and one of rates for all of them. */
final class InputResolution {
    private final OutsideFacts outside;

    InputResolution(OutsideFacts outside) {
        this.outside = outside;
    }

    record Asked(PortfolioRow portfolio, Fact fact) {
        /** A fact is asked for once, so its identity spreads as well as all its fields would. */
        @Override
        public int hashCode() {
            return 31 * Long.hashCode(portfolio.key()) + fact.key().hashCode();
        }
    }

    /** What one fact takes, and what could still change it. */
    record Found(Fact.Input input, List<WaiterRows.Waiter> waiters) {
        boolean isFromOutside() {
            return !waiters.isEmpty();
        }
    }

    Uni<Map<Asked, Found>> resolve(SqlClient client, List<Asked> asked) {
        Set<String> symbols = new HashSet<>();
        List<RateNeed> needs = new ArrayList<>();
        Map<Asked, Integer> needOf = new HashMap<>();
        for (Asked a : asked) {
            if (a.fact().needsSymbol()) symbols.add(a.fact().symbol());
            if (a.fact().needsRate(a.portfolio().baseCurrency())) {
                needOf.put(a, needs.size());
                needs.add(need(a));
            }
        }
        Uni<Map<String, String>> securities =
                symbols.isEmpty() ? Uni.createFrom().item(Map.of()) : outside.securitiesOf(client, symbols);
        Uni<List<Rate>> rates = needs.isEmpty() ? Uni.createFrom().item(List.of()) : outside.tradeRates(client, needs);
        return securities.chain(meaning -> rates.map(found -> {
            Map<Asked, Found> all = new LinkedHashMap<>();
            for (Asked a : asked) {
                Integer n = needOf.get(a);
                all.put(a, found(a, meaning, n == null ? null : found.get(n)));
            }
            return all;
        }));
    }

    static RateNeed need(Asked a) {
        Fact f = a.fact();
        return new RateNeed(
                f.currency(),
                a.portfolio().baseCurrency(),
                f.tradeDate(),
                f.tradeTime(),
                a.portfolio().zone());
    }

    private static Found found(Asked a, Map<String, String> meaning, Rate rate) {
        Fact f = a.fact();
        PortfolioRow p = a.portfolio();
        Fact.Input own = f.ownInput(p.baseCurrency());
        List<WaiterRows.Waiter> waiters = new ArrayList<>();
        String security = own.securityId();
        if (f.needsSymbol()) {
            security = meaning.getOrDefault(f.symbol(), f.symbol());
            waiters.add(new WaiterRows.Waiter(p.key(), f.key(), WaiterRows.SYMBOL, f.symbol(), Instant.EPOCH, null));
        }
        if (rate == null) return new Found(new Fact.Input(security, own.toBase(), null), waiters);
        Conversion toBase = rate.conversion();
        Instant used = rate.at().orElse(null);
        Instant needed = f.tradeTime() != null ? f.tradeTime() : MarketTime.endOf(f.tradeDate(), p.zone());
        waiters.add(new WaiterRows.Waiter(
                p.key(), f.key(), WaiterRows.RATE, WaiterRows.pair(f.currency(), p.baseCurrency()), needed, used));
        if (rate.derivation() == Rate.Derivation.CROSS || rate.derivation() == Rate.Derivation.MISSING) {
            waiters.add(new WaiterRows.Waiter(p.key(), f.key(), WaiterRows.CROSS, f.currency(), needed, used));
            waiters.add(new WaiterRows.Waiter(p.key(), f.key(), WaiterRows.CROSS, p.baseCurrency(), needed, used));
        }
        return new Found(new Fact.Input(security, toBase, used), waiters);
    }
}
