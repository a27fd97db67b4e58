package dev.truemark.market;

import dev.truemark.core.market.MarketTime;
import dev.truemark.platform.persistence.Columns;
import dev.truemark.platform.reading.Page;
import dev.truemark.platform.reading.PageRequest;
import dev.truemark.platform.reading.Sorting;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * Pages of instruments, prices and rates, each by the newest known word on it. What a first page was known at, its
 * cursor pins for the others.
 */
@ApplicationScoped
class MarketLists {
    private static final LocalDate FIRST = LocalDate.of(1, 1, 1);
    private static final LocalDate LAST = LocalDate.of(9999, 12, 30);

    static final Sorting<InstrumentView> INSTRUMENTS = new Sorting<InstrumentView>()
            .text("security_id", "i.security_id", InstrumentView::securityId)
            .text("symbol", "i.symbol", InstrumentView::symbol)
            .text("name", "i.name", InstrumentView::name)
            .text("product_type", "i.product_type", InstrumentView::productType)
            .text("asset_class", "i.asset_class", InstrumentView::assetClass)
            .byDefault("security_id");
    static final Sorting<PriceView> PRICES = new Sorting<PriceView>()
            .value("price_time", "p.price_time", PriceView::time)
            .text("source", "p.source", PriceView::source)
            .value("date_only", "p.date_only", view -> view.priceTime() == null)
            .value("by_symbol", "p.by_symbol", view -> view.symbol() != null)
            .byDefault("-price_time,source,date_only,by_symbol");
    static final Sorting<RateView> RATES = new Sorting<RateView>()
            .text("from_currency", "p.from_currency", RateView::fromCurrency)
            .text("to_currency", "p.to_currency", RateView::toCurrency)
            .value("rate_time", "p.rate_time", RateView::time)
            .text("source", "p.source", RateView::source)
            .value("date_only", "p.date_only", view -> view.rateTime() == null)
            .byDefault("-rate_time,from_currency,to_currency,source,date_only");

    private static final String KNOWN =
            "known AS MATERIALIZED (SELECT coalesce($1::timestamptz, last) AS at FROM knowledge_clock)";
    private static final String INSTRUMENT_ROWS = "WITH " + KNOWN + """
            SELECT i.*, i.terms::text AS terms_text, b.recorded_at, known.at AS known_at
            FROM known
            CROSS JOIN (SELECT DISTINCT security_id FROM instrument_fact WHERE $2::text IS NULL OR security_id = $2) s
            CROSS JOIN LATERAL terms_of(s.security_id, known.at) i
            CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = i.batch_id OFFSET 0) b
            WHERE ($3::text IS NULL OR i.symbol = $3) AND ($4::text IS NULL OR i.isin = $4)
                AND ($5::text IS NULL OR i.currency = $5) AND ($6::text IS NULL OR i.product_type = $6)
                AND ($7::text IS NULL OR i.asset_class = $7) AND ($8::text IS NULL OR i.sector = $8)
                AND ($9::text IS NULL OR i.country = $9)
            ORDER BY ${order} LIMIT $10 OFFSET $11""";
    /** Each key gives its own first rows in order, so that a page costs a page, however long the series is. */
    private static final String PRICE_ROWS = "WITH " + KNOWN + """
            SELECT p.*, known.at AS known_at FROM known,
                (VALUES ($2::text, false, false), ($2, false, true), ($3::text, true, false), ($3, true, true))
                    AS k(price_key, by_symbol, date_only),
                LATERAL (
                    SELECT p.*, b.recorded_at FROM market_price p
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                    WHERE p.price_key = k.price_key AND p.by_symbol = k.by_symbol AND p.date_only = k.date_only
                        AND p.price_time >= $4 AND p.price_time < $5 AND ($6::text IS NULL OR p.source = $6)
                        AND b.recorded_at <= known.at AND (p.partition, p.batch_id, p.kafka_offset) = (
                            SELECT w.partition, w.batch_id, w.kafka_offset FROM (
                                SELECT DISTINCT ON (q.partition) q.partition, q.batch_id, q.kafka_offset, q.told_at FROM market_price q
                                CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = q.batch_id OFFSET 0) c
                                WHERE q.price_key = p.price_key AND q.by_symbol = p.by_symbol AND q.date_only = p.date_only
                                    AND q.price_time = p.price_time AND q.source = p.source AND c.recorded_at <= known.at
                                ORDER BY q.partition, c.recorded_at DESC, q.kafka_offset DESC) w
                            ORDER BY w.told_at DESC, w.partition DESC LIMIT 1)
                    ORDER BY ${order} LIMIT $7::int + $8::int) p
            ORDER BY ${order} LIMIT $7 OFFSET $8""";

    private static final String RATE_ROWS = "WITH RECURSIVE " + KNOWN + """
            , pair AS (
                (SELECT from_currency, to_currency FROM fx_rate ORDER BY from_currency, to_currency LIMIT 1)
                UNION ALL
                SELECT next.from_currency, next.to_currency FROM pair CROSS JOIN LATERAL (
                    SELECT f.from_currency, f.to_currency FROM fx_rate f
                    WHERE (f.from_currency, f.to_currency) > (pair.from_currency, pair.to_currency)
                    ORDER BY f.from_currency, f.to_currency LIMIT 1) next)
            SELECT p.*, known.at AS known_at FROM known,
                (SELECT * FROM pair WHERE ($2::text IS NULL OR from_currency = $2) AND ($3::text IS NULL OR to_currency = $3)) AS k,
                (VALUES (false), (true)) AS d(date_only),
                LATERAL (
                    SELECT p.*, b.recorded_at FROM fx_rate p
                    CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = p.batch_id OFFSET 0) b
                    WHERE p.from_currency = k.from_currency AND p.to_currency = k.to_currency AND p.date_only = d.date_only
                        AND p.rate_time >= $4 AND p.rate_time < $5 AND ($6::text IS NULL OR p.source = $6)
                        AND b.recorded_at <= known.at AND (p.partition, p.batch_id, p.kafka_offset) = (
                            SELECT w.partition, w.batch_id, w.kafka_offset FROM (
                                SELECT DISTINCT ON (q.partition) q.partition, q.batch_id, q.kafka_offset, q.told_at FROM fx_rate q
                                CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = q.batch_id OFFSET 0) c
                                WHERE q.from_currency = p.from_currency AND q.to_currency = p.to_currency
                                    AND q.date_only = p.date_only AND q.rate_time = p.rate_time AND q.source = p.source
                                    AND c.recorded_at <= known.at
                                ORDER BY q.partition, c.recorded_at DESC, q.kafka_offset DESC) w
                            ORDER BY w.told_at DESC, w.partition DESC LIMIT 1)
                    ORDER BY ${order} LIMIT $7::int + $8::int) p
            ORDER BY ${order} LIMIT $7 OFFSET $8""";

    private final Pool pool;

    MarketLists(Pool pool) {
        this.pool = pool;
    }

    /** A page, and the instant it was known at; none where nothing was found. */
    record Found<T>(Page<T> page, Optional<Instant> knownAt) {
        String nextCursor(PageRequest request) {
            return knownAt.map(at -> request.next(page, LocalDate.EPOCH, at)).orElse(null);
        }
    }

    /** Filters by equality; null is any. */
    record InstrumentFilter(
            String securityId,
            String symbol,
            String isin,
            String currency,
            String productType,
            String assetClass,
            String sector,
            String country) {}

    /** Days in UTC, both inclusive. */
    record Range(Optional<LocalDate> from, Optional<LocalDate> to, String source) {
        void addTo(Tuple tuple) {
            tuple.addValue(Columns.atUtc(MarketTime.ofDate(from.orElse(FIRST))))
                    .addValue(Columns.atUtc(MarketTime.ofDate(to.orElse(LAST).plusDays(1))))
                    .addValue(source);
        }
    }

    Uni<Found<InstrumentView>> instruments(
            InstrumentFilter filter, Sorting.Order<InstrumentView> order, PageRequest page) {
        Tuple parameters = Tuple.of(knownAt(page))
                .addValue(filter.securityId())
                .addValue(filter.symbol())
                .addValue(filter.isin())
                .addValue(filter.currency())
                .addValue(filter.productType())
                .addValue(filter.assetClass())
                .addValue(filter.sector())
                .addValue(filter.country());
        return page(INSTRUMENT_ROWS, order.sql(), parameters, page, InstrumentView::of);
    }

    Uni<Found<PriceView>> prices(Instrument of, Range range, Sorting.Order<PriceView> order, PageRequest page) {
        Tuple parameters = Tuple.of(knownAt(page)).addValue(of.securityId()).addValue(of.priceSymbol());
        range.addTo(parameters);
        return page(PRICE_ROWS, order.sql(), parameters, page, PriceView::of);
    }

    Uni<Found<RateView>> rates(String from, String to, Range range, Sorting.Order<RateView> order, PageRequest page) {
        Tuple parameters = Tuple.of(knownAt(page)).addValue(from).addValue(to);
        range.addTo(parameters);
        return page(RATE_ROWS, order.sql(), parameters, page, RateView::of);
    }

    private static OffsetDateTime knownAt(PageRequest page) {
        return Columns.atUtc(page.pinned().map(PageRequest.Pin::knownAt).orElse(null));
    }

    private <T> Uni<Found<T>> page(
            String sql, String order, Tuple parameters, PageRequest page, Function<Row, T> view) {
        parameters.addValue(page.limit() + 1).addValue(page.offset());
        return pool.preparedQuery(sql.replace("${order}", order))
                .execute(parameters)
                .map(rows -> {
                    List<T> items = new ArrayList<>();
                    Optional<Instant> known = Optional.empty();
                    for (Row row : rows) {
                        items.add(view.apply(row));
                        known = Optional.of(row.getOffsetDateTime("known_at").toInstant());
                    }
                    return new Found<>(Page.ofOneMore(items, page), known);
                });
    }
}
