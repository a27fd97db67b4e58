-- The time of the record that told a price or a rate orders what several partitions say about the same fact.

ALTER TABLE market_price ADD COLUMN told_at timestamptz;
UPDATE market_price p SET told_at = b.recorded_at FROM batch b WHERE b.id = p.batch_id;
ALTER TABLE market_price ALTER COLUMN told_at SET NOT NULL;
ALTER TABLE market_price DROP CONSTRAINT market_price_pkey,
    ADD PRIMARY KEY (price_key, by_symbol, date_only, price_time, source, batch_id, partition);
COMMENT ON COLUMN market_price.told_at IS 'Time of the Kafka record. Of the same price the last word of each partition stands, and of those the one with the greatest (told_at, partition) counts.';

ALTER TABLE fx_rate ADD COLUMN told_at timestamptz;
UPDATE fx_rate r SET told_at = b.recorded_at FROM batch b WHERE b.id = r.batch_id;
ALTER TABLE fx_rate ALTER COLUMN told_at SET NOT NULL;
ALTER TABLE fx_rate DROP CONSTRAINT fx_rate_pkey,
    ADD PRIMARY KEY (from_currency, to_currency, date_only, rate_time, source, batch_id, partition);
COMMENT ON COLUMN fx_rate.told_at IS 'Time of the Kafka record. Of the same rate the last word of each partition stands, and of those the one with the greatest (told_at, partition) counts.';
