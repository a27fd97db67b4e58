package dev.truemark.market;

import com.fasterxml.jackson.annotation.JsonRawValue;
import io.vertx.mutiny.sqlclient.Row;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An instrument as REST tells it.
 *
 * @param terms      constituents and bond terms, as told
 * @param recordedAt since when these terms are known
 */
record InstrumentView(
        String securityId,
        String symbol,
        String name,
        String isin,
        String instrumentCurrency,
        String productType,
        String assetClass,
        String sector,
        String country,

        @JsonRawValue @Schema(type = org.eclipse.microprofile.openapi.annotations.enums.SchemaType.OBJECT)
        String terms,

        Instant recordedAt) {

    static InstrumentView of(Row row) {
        return new InstrumentView(
                row.getString("security_id"),
                row.getString("symbol"),
                row.getString("name"),
                row.getString("isin"),
                row.getString("currency"),
                row.getString("product_type"),
                row.getString("asset_class"),
                row.getString("sector"),
                row.getString("country"),
                row.getString("terms_text"),
                row.getOffsetDateTime("recorded_at").toInstant());
    }
}
