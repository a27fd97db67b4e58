package dev.truemark.market;

import dev.truemark.core.instrument.Quotation;
import dev.truemark.ingest.format.BondForm;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.SqlClient;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** What the prices of instruments mean, by the newest terms that count. */
final class Quotations {
    private static final String BOND_OR_CALLED_SO = """
            SELECT v.security_id, i.product_type, i.terms::text AS terms_text
            FROM unnest($1::text[]) AS v(security_id) CROSS JOIN LATERAL %s i
            WHERE i.terms ? 'bond' OR i.product_type IS NOT NULL""";

    private Quotations() {}

    static Quotation of(Instrument instrument) {
        return BondForm.quotation(instrument.productType(), instrument.terms());
    }

    /** The same prices, which say what they mean. */
    static Uni<PriceLook> told(SqlClient client, Collection<String> securityIds, Known known, PriceLook look) {
        Tuple ids = Tuple.of(securityIds.stream().distinct().toArray(String[]::new));
        return client.preparedQuery(BOND_OR_CALLED_SO.formatted(known.termsAlone("v.security_id", 2)))
                .execute(known.addTermsTo(ids))
                .map(rows -> {
                    Map<String, Quotation> all = new HashMap<>();
                    for (Row row : rows) {
                        Quotation found = BondForm.quotation(
                                Optional.ofNullable(row.getString("product_type")),
                                Optional.ofNullable(row.getString("terms_text")));
                        if (found != Quotation.UNIT) all.put(row.getString("security_id"), found);
                    }
                    return look.as(all);
                });
    }
}
