-- The outbox is written and read once, within milliseconds: compressing its rows is wasted, and their text is no JSON now.
ALTER TABLE outbox ALTER COLUMN records SET STORAGE EXTERNAL;
COMMENT ON TABLE outbox IS 'Records to publish, one row per portfolio and batch: topic, key, value and headers of each as length:text; lane is the stage and partition whose owner publishes them, in id order. Deleted once the broker has them.';
