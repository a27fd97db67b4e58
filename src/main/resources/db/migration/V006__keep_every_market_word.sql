-- Every change that a partition tells is kept, of instruments too, so that the market at any offsets can be found again.

ALTER TABLE market_price DROP CONSTRAINT market_price_pkey,
    ADD PRIMARY KEY (price_key, by_symbol, date_only, price_time, source, batch_id, partition, kafka_offset);
ALTER TABLE fx_rate DROP CONSTRAINT fx_rate_pkey,
    ADD PRIMARY KEY (from_currency, to_currency, date_only, rate_time, source, batch_id, partition, kafka_offset);

ALTER TABLE instrument_fact ADD COLUMN partition int NOT NULL DEFAULT 0, ADD COLUMN kafka_offset bigint NOT NULL DEFAULT 0,
    ADD COLUMN told_at timestamptz;
UPDATE instrument_fact f SET told_at = b.recorded_at FROM batch b WHERE b.id = f.batch_id;
ALTER TABLE instrument_fact ALTER COLUMN told_at SET NOT NULL, ALTER COLUMN partition DROP DEFAULT,
    ALTER COLUMN kafka_offset DROP DEFAULT;
ALTER TABLE instrument_fact DROP CONSTRAINT instrument_fact_pkey,
    ADD PRIMARY KEY (security_id, batch_id, partition, kafka_offset);
COMMENT ON COLUMN instrument_fact.told_at IS 'Time of the Kafka record. The last word of each partition stands, and of those the one with the greatest (told_at, partition) counts.';

CREATE FUNCTION terms_of(security text, known timestamptz) RETURNS SETOF instrument_fact STABLE LANGUAGE sql AS $$
    SELECT w.* FROM (
        SELECT DISTINCT ON (f.partition) f.* FROM instrument_fact f
        CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = f.batch_id OFFSET 0) b
        WHERE f.security_id = security AND b.recorded_at <= known
        ORDER BY f.partition, b.recorded_at DESC, f.kafka_offset DESC) w
    ORDER BY w.told_at DESC, w.partition DESC LIMIT 1
$$;
COMMENT ON FUNCTION terms_of IS 'The newest terms of an instrument that were known at an instant; no row where there were none.';

CREATE FUNCTION terms_below(security text, partitions int[], next_offsets bigint[]) RETURNS SETOF instrument_fact
    STABLE LANGUAGE sql AS $$
    SELECT w.* FROM (
        SELECT DISTINCT ON (f.partition) f.* FROM instrument_fact f
        CROSS JOIN LATERAL (SELECT recorded_at FROM batch WHERE id = f.batch_id OFFSET 0) b
        WHERE f.security_id = security AND EXISTS (
            SELECT 1 FROM unnest(partitions, next_offsets) AS o(partition, next)
            WHERE o.partition = f.partition AND f.kafka_offset < o.next)
        ORDER BY f.partition, b.recorded_at DESC, f.kafka_offset DESC) w
    ORDER BY w.told_at DESC, w.partition DESC LIMIT 1
$$;
COMMENT ON FUNCTION terms_below IS 'The newest terms of an instrument of those that came from Kafka below the given offsets; a partition that is not named counts for nothing.';
