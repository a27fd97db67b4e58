-- Policies that hold from a date on, for a portfolio or for one of its securities.
ALTER TABLE portfolio_policy
    ADD COLUMN revision int NOT NULL DEFAULT 1 CHECK (revision > 0),
    ADD COLUMN entries jsonb NOT NULL DEFAULT '[]' CHECK (jsonb_typeof(entries) = 'array'),
    ADD COLUMN told_by text;

UPDATE portfolio_policy y SET revision = n.revision
FROM (SELECT y.portfolio_key, y.batch_id, row_number() OVER (PARTITION BY y.portfolio_key ORDER BY b.recorded_at) AS revision
      FROM portfolio_policy y JOIN batch b ON b.id = y.batch_id) n
WHERE n.portfolio_key = y.portfolio_key AND n.batch_id = y.batch_id AND n.revision > 1;

COMMENT ON TABLE portfolio_policy IS 'Append-only: how a portfolio is booked, from the batch that said so; the newest known holds for its whole history.';
COMMENT ON COLUMN portfolio_policy.cost_method IS 'As the other settings here: the portfolio''s own, which holds wherever entries say nothing else.';
COMMENT ON COLUMN portfolio_policy.revision IS 'Counts what was said of this portfolio''s policies, from 1.';
COMMENT ON COLUMN portfolio_policy.entries IS 'All that holds from a date on or for one security, each with effective_from, security_id, cost_method, oversell, dividend_treatment, fees_in_cost as far as it says them.';
COMMENT ON COLUMN portfolio_policy.told_by IS 'Name of the user who said so; null where it came as a record of somebody else.';
