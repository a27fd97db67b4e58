-- The index of prices answers alone only for pages that a vacuum has seen; the newest ones are asked for most.
ALTER TABLE market_price SET (autovacuum_vacuum_insert_scale_factor = 0.02);
