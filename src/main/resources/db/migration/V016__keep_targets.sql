-- What a portfolio is to look like, from which date on, as it was told at which instant.

CREATE TABLE portfolio_target (
    portfolio_key  bigint NOT NULL REFERENCES portfolio,
    effective_date date   NOT NULL,
    batch_id       bigint NOT NULL REFERENCES batch,
    told           jsonb,
    PRIMARY KEY (portfolio_key, effective_date, batch_id)
);
COMMENT ON TABLE portfolio_target IS 'Append-only: target weights from a date on; of one date the newest known holds, and of those the newest date.';
COMMENT ON COLUMN portfolio_target.told IS 'Attribute, bands and weights as told; null where the targets of the date are withdrawn.';
