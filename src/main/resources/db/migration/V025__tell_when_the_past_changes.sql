-- Whether a batch changed days before the last that were booked is known when it is booked, and not to be found out later.
ALTER TABLE portfolio ADD COLUMN last_booked date;
COMMENT ON COLUMN portfolio.last_booked IS 'The latest trade date that was ever booked; null before the first booking.';
UPDATE portfolio p SET last_booked = (SELECT max(b.trade_date) FROM booking b WHERE b.portfolio_key = p.key);

ALTER TABLE portfolio_version ADD COLUMN restated_from date;
COMMENT ON COLUMN portfolio_version.restated_from IS
    'The first day that this version changed, where that lies before the last day booked by then; null where it only goes on.';
