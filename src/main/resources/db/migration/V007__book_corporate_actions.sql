-- Corporate actions that move lots to another security, conversions with two legs, and lots whose cost is an estimate.
ALTER TABLE booking
    ADD COLUMN target_security_id text,
    ADD COLUMN bought_currency    text,
    ADD COLUMN bought_amount      numeric;
CREATE INDEX booking_by_target ON booking (portfolio_key, target_security_id, trade_date) WHERE target_security_id IS NOT NULL;
COMMENT ON COLUMN booking.target_security_id IS 'The security to which the transaction moves lots, also while it is rejected; its lot events stand under that security.';
COMMENT ON COLUMN booking.bought_currency IS 'Of a conversion: the currency of its second leg; cash_currency is what it sells.';

ALTER TABLE lot
    ADD COLUMN basis_estimated boolean NOT NULL DEFAULT false,
    ALTER COLUMN lot_ordinal TYPE int;
COMMENT ON COLUMN lot.basis_estimated IS 'Whether some of the cost is a market value at which units were delivered without history.';

ALTER TABLE lot_event
    ADD COLUMN basis_estimated boolean NOT NULL DEFAULT false,
    ALTER COLUMN lot_ordinal TYPE int,
    ALTER COLUMN seq TYPE int;
