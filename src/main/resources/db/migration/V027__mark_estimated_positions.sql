-- Positions whose cost is an estimate say so, on each day and now.
ALTER TABLE position ADD COLUMN basis_estimated boolean NOT NULL DEFAULT false;
ALTER TABLE position_history ADD COLUMN basis_estimated boolean NOT NULL DEFAULT false;

UPDATE position p SET basis_estimated = true FROM lot l
WHERE l.portfolio_key = p.portfolio_key AND l.security_id = p.security_id AND l.basis_estimated;

UPDATE position_history h SET basis_estimated = true
FROM (SELECT DISTINCT portfolio_key, security_id FROM lot_event WHERE basis_estimated) b
WHERE b.portfolio_key = h.portfolio_key AND b.security_id = h.security_id AND EXISTS (
    SELECT 1 FROM lot_event e
    WHERE e.portfolio_key = h.portfolio_key AND e.security_id = h.security_id AND e.trade_date <= h.position_date
    GROUP BY e.lot_source, e.lot_transaction_id, e.lot_ordinal HAVING sum(e.quantity) <> 0 AND bool_or(e.basis_estimated));

COMMENT ON COLUMN position.basis_estimated IS 'Whether a market value stands in for the cost of some of its open units.';
COMMENT ON COLUMN position_history.basis_estimated IS 'The same at the end of the day.';
