package dev.truemark.ledger;

import dev.truemark.core.market.Moment;
import dev.truemark.core.market.Price;
import dev.truemark.core.market.Rate;
import dev.truemark.market.CurrencyPair;
import dev.truemark.market.MarketReads;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The market as the ledger sees it. */
@ApplicationScoped
class MarketOutside implements OutsideFacts {
    private final MarketReads market;

    MarketOutside(MarketReads market) {
        this.market = market;
    }

    @Override
    public Uni<Map<String, String>> securitiesOf(SqlClient client, Collection<String> symbols) {
        return market.securitiesOf(client, symbols, Optional.empty());
    }

    @Override
    public Uni<List<Rate>> tradeRates(SqlClient client, List<RateNeed> needs) {
        return market.ratesAt(
                client, needs.stream().map(MarketOutside::marketNeed).toList());
    }

    @Override
    public Uni<List<Optional<Price>>> tradePrices(SqlClient client, List<PriceNeed> needs) {
        List<Moment> moments =
                needs.stream().map(MarketOutside::moment).distinct().toList();
        List<String> securities =
                needs.stream().map(PriceNeed::securityId).distinct().toList();
        return market.prices(client, securities, moments, Optional.empty())
                .map(books -> needs.stream()
                        .map(need -> books.get(moments.indexOf(moment(need)))
                                .priceOf(need.securityId())
                                .filter(price -> price.currency().equals(need.currency()) && price.isOfOneUnit()))
                        .toList());
    }

    private static Moment moment(PriceNeed need) {
        return Moment.ofTrade(need.date(), Optional.ofNullable(need.time()), need.zone());
    }

    private static dev.truemark.market.RateNeed marketNeed(RateNeed need) {
        return new dev.truemark.market.RateNeed(
                new CurrencyPair(need.from(), need.to()), need.date(), Optional.ofNullable(need.time()), need.zone());
    }
}
