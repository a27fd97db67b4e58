-- The market value of what a transfer brings stands in for a cost that nobody knows.
ALTER TABLE booking_input
    ADD COLUMN price        numeric,
    ADD COLUMN price_time   timestamptz,
    ADD COLUMN price_dated  boolean,
    ADD COLUMN price_source text;
COMMENT ON COLUMN booking_input.price IS 'Per unit, in the currency of the transaction: what stands in for the cost of units that came without one.';
COMMENT ON COLUMN booking_input.price_time IS 'Of that price; 00:00 UTC of its day where price_dated.';
COMMENT ON COLUMN booking_input.price_source IS 'Who told that price.';

ALTER TABLE booking ADD COLUMN found_price numeric;
COMMENT ON COLUMN booking.found_price IS 'The price of booking_input that the booking stands on; null where it took none.';
