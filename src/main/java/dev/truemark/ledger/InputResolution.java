package dev.truemark.ledger;

import dev.truemark.core.market.MarketTime;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.core.money.Conversion;
import dev.truemark.ledger.OutsideFacts.PriceNeed;
import dev.truemark.ledger.OutsideFacts.RateNeed;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Finds what transactions take from outside: in one look-up each of symbols, rates and prices for all of them. */
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

    /**
     * What one fact takes, and what could still change it.
     *
     * @param price the quote whose price {@code input} has; null where it has none
     */
    record Found(Fact.Input input, List<WaiterRows.Waiter> waiters, Price price) {
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
        return securities.chain(meaning -> prices(client, asked, meaning)
                .chain(prices -> rates.map(found -> {
                    Map<Asked, Found> all = new LinkedHashMap<>();
                    for (Asked a : asked) {
                        Integer n = needOf.get(a);
                        all.put(a, found(a, meaning, n == null ? null : found.get(n), prices.get(a)));
                    }
                    return all;
                })));
    }

    /** Of those that need one, where there is one. */
    private Uni<Map<Asked, Price>> prices(SqlClient client, List<Asked> asked, Map<String, String> meaning) {
        List<Asked> without = asked.stream().filter(a -> a.fact().needsPrice()).toList();
        if (without.isEmpty()) return Uni.createFrom().item(Map.of());
        List<PriceNeed> needs = without.stream()
                .map(a -> new PriceNeed(
                        securityOf(a, meaning),
                        a.fact().currency(),
                        a.fact().tradeDate(),
                        a.fact().tradeTime(),
                        a.portfolio().zone()))
                .toList();
        return outside.tradePrices(client, needs).map(found -> {
            Map<Asked, Price> prices = new HashMap<>();
            for (int n = 0; n < without.size(); n++) {
                Asked a = without.get(n);
                found.get(n).ifPresent(price -> prices.put(a, price));
            }
            return prices;
        });
    }

    private static String securityOf(Asked a, Map<String, String> meaning) {
        Fact f = a.fact();
        return f.needsSymbol()
                ? meaning.getOrDefault(f.symbol(), f.symbol())
                : f.ownInput(a.portfolio().baseCurrency()).securityId();
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

    private static Found found(Asked a, Map<String, String> meaning, Rate rate, Price price) {
        Fact f = a.fact();
        PortfolioRow p = a.portfolio();
        List<WaiterRows.Waiter> waiters = new ArrayList<>();
        String security = securityOf(a, meaning);
        Instant needed = f.tradeTime() != null ? f.tradeTime() : MarketTime.endOf(f.tradeDate(), p.zone());
        if (f.needsSymbol()) {
            waiters.add(new WaiterRows.Waiter(p.key(), f.key(), WaiterRows.SYMBOL, f.symbol(), Instant.EPOCH, null));
        }
        if (f.needsPrice()) {
            Instant used = price == null ? null : price.at();
            waiters.add(new WaiterRows.Waiter(p.key(), f.key(), WaiterRows.PRICE, security, needed, used));
        }
        BigDecimal unit = price == null ? null : price.price();
        if (rate == null) {
            Conversion toBase = f.ownInput(p.baseCurrency()).toBase();
            return new Found(new Fact.Input(security, toBase, null, unit), waiters, price);
        }
        Conversion toBase = rate.conversion();
        Instant used = rate.at().orElse(null);
        waiters.add(new WaiterRows.Waiter(
                p.key(), f.key(), WaiterRows.RATE, WaiterRows.pair(f.currency(), p.baseCurrency()), needed, used));
        if (rate.derivation() == Rate.Derivation.CROSS || rate.derivation() == Rate.Derivation.MISSING) {
            waiters.add(new WaiterRows.Waiter(p.key(), f.key(), WaiterRows.CROSS, f.currency(), needed, used));
            waiters.add(new WaiterRows.Waiter(p.key(), f.key(), WaiterRows.CROSS, p.baseCurrency(), needed, used));
        }
        return new Found(new Fact.Input(security, toBase, used, unit), waiters, price);
    }
}
