-- What portfolios are measured against, as told.

CREATE TABLE benchmark_fact (
    benchmark_id text   NOT NULL,
    batch_id     bigint NOT NULL,
    name         text,
    currency     text,
    kind         text   NOT NULL,
    blend        jsonb,
    rebalancing  text   NOT NULL,
    PRIMARY KEY (benchmark_id, batch_id)
);
COMMENT ON TABLE benchmark_fact IS 'Append-only: the terms of a benchmark; the newest known hold. kind is LEVELS, RETURNS or BLEND.';
COMMENT ON COLUMN benchmark_fact.blend IS 'A list of security_id and weight; the weights add up to 1.';

CREATE TABLE benchmark_point (
    benchmark_id text    NOT NULL,
    kind         text    NOT NULL,
    point_date   date    NOT NULL,
    batch_id     bigint  NOT NULL,
    value        numeric NOT NULL,
    PRIMARY KEY (benchmark_id, kind, point_date, batch_id)
);
COMMENT ON TABLE benchmark_point IS 'Append-only: a level, or the return of a day as a decimal; the newest known word on a date holds.';
