-- The index of prices answers what they were, so that years of closes are read without a page of the table for each.
ALTER TABLE market_price DROP CONSTRAINT market_price_pkey,
    ADD PRIMARY KEY (price_key, by_symbol, date_only, price_time, source, batch_id, partition, kafka_offset)
        INCLUDE (price, currency);
