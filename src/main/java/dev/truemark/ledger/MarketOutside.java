package dev.truemark.ledger;

import dev.truemark.core.market.Rate;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.SqlClient;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;

/** The market as the ledger sees it. */
@ApplicationScoped
class MarketOutside implements OutsideFacts {
    @Override
    public Uni<Map<String, String>> securitiesOf(SqlClient client, Collection<String> symbols) {
        return Uni.createFrom().item(Map.of());
    }

    @Override
    public Uni<List<Rate>> tradeRates(SqlClient client, List<RateNeed> needs) {
        return Uni.createFrom().item(needs.stream().map(n -> Rate.MISSING).toList());
    }
}
