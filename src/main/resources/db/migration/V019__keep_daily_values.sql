-- What closed days of portfolios were worth, kept so that a return over years does not value every day again.
CREATE TABLE portfolio_day_head (
    portfolio_key bigint      PRIMARY KEY REFERENCES portfolio (key),
    known_at      timestamptz NOT NULL,
    rules         text        NOT NULL
);
COMMENT ON TABLE portfolio_day_head IS 'Derived: what the rows of portfolio_day rest on. May be emptied at any time, with them.';
COMMENT ON COLUMN portfolio_day_head.known_at IS 'State of knowledge of all days that are kept of the portfolio.';
COMMENT ON COLUMN portfolio_day_head.rules IS 'Engine, currency, zone and settings by which they were computed.';

CREATE TABLE portfolio_day (
    portfolio_key bigint NOT NULL REFERENCES portfolio (key),
    day           date   NOT NULL,
    books         bytea  NOT NULL,
    value         numeric,
    quality       text   NOT NULL,
    deliveries    text,
    PRIMARY KEY (portfolio_key, day)
);
COMMENT ON TABLE portfolio_day IS 'Derived: a closed day of a portfolio as of its end. Whoever reads it checks what became known since, and computes again from the first day that changed.';
COMMENT ON COLUMN portfolio_day.books IS 'Hash of the holdings, balances and transactions of all days up to this one.';
COMMENT ON COLUMN portfolio_day.value IS 'Positions and cash in base currency; null where a price or a rate was missing.';
COMMENT ON COLUMN portfolio_day.quality IS 'How far the value can be relied upon, as JSON.';
COMMENT ON COLUMN portfolio_day.deliveries IS 'Market values before and after the day of units that came in or went out on it, as a JSON array; null where there were none.';

-- Facts come in the order of their batches: a few pages tell which are newer than a state of knowledge.
CREATE INDEX market_price_fresh ON market_price USING brin (batch_id) WITH (pages_per_range = 16, autosummarize = on);
