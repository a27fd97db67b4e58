-- First answers to writes that carry an Idempotency-Key, so that a retry over a cut connection has one effect.
CREATE TABLE idempotent_write (
    owner_id        uuid NOT NULL,
    idempotency_key text NOT NULL,
    request_hash    text NOT NULL,
    response        text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (owner_id, idempotency_key)
);
COMMENT ON TABLE idempotent_write IS 'A write under a key of the caller. Facts that come in have theirs in ingest_batch.';
COMMENT ON COLUMN idempotent_write.request_hash IS 'SHA-256 of the request; another one under the same key is refused.';
COMMENT ON COLUMN idempotent_write.response IS 'The first answer as JSON; null only within the transaction that makes it.';
