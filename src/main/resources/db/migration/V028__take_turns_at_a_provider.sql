-- When a provider of market data is asked next, so that one instance does it and all of them leave it alone when it must be.
CREATE TABLE provider_turn (
    source       text NOT NULL,
    task         text NOT NULL CHECK (task IN ('quotes', 'history')),
    due          timestamptz NOT NULL,
    failures     int  NOT NULL DEFAULT 0 CHECK (failures >= 0),
    resume_after text,
    PRIMARY KEY (source, task)
);
COMMENT ON TABLE provider_turn IS 'Who moves due into the future has the turn; it may be emptied at any time.';
COMMENT ON COLUMN provider_turn.due IS 'Not before; while somebody asks, the end of his lease.';
COMMENT ON COLUMN provider_turn.failures IS 'Turns in a row after which the provider was left alone.';
COMMENT ON COLUMN provider_turn.resume_after IS 'The security after which the last turn stopped; null where it came to the end.';
