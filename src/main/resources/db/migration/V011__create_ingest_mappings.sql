-- How each user reads the files of others.

CREATE TABLE ingest_mapping (
    owner_id   uuid        NOT NULL,
    name       text        NOT NULL,
    mapping    jsonb       NOT NULL,
    created_at timestamptz NOT NULL DEFAULT now(),
    updated_at timestamptz NOT NULL DEFAULT now(),
    PRIMARY KEY (owner_id, name)
);
COMMENT ON TABLE ingest_mapping IS 'Column names, values, dates and numbers of a file of transactions; no fact, edited in place.';
