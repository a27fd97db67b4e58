-- Of which state of each portfolio the figures have been published, so that they are published once.
CREATE TABLE told_figures (
    portfolio_key bigint      PRIMARY KEY REFERENCES portfolio (key),
    as_of         date        NOT NULL,
    version       bigint      NOT NULL,
    told_at       timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE told_figures IS 'Owned by the analytics stage: the newest state of a portfolio whose valuation, performance, risk and allocation were published.';
COMMENT ON COLUMN told_figures.as_of IS 'Date of those figures.';
COMMENT ON COLUMN told_figures.version IS 'Version of the books that they are of; changes up to it are told.';
