-- What the market told: prices, rates, instruments and benchmarks.

-- check: price_is_not_negative
-- error: A price is not below zero.
SELECT format('price of %s at %s by %s: %s', p.price_key, p.price_time, p.source, p.price) AS violation FROM market_price p WHERE p.price < 0

-- check: price_currency_is_a_code
-- error: The currency of a price is three capital letters.
SELECT format('price of %s at %s in %s', p.price_key, p.price_time, p.currency) AS violation
FROM market_price p WHERE p.currency !~ '^[A-Z]{3}$'

-- check: price_batch_exists
-- error: A price belongs to a batch.
SELECT format('price of %s at %s', p.price_key, p.price_time) AS violation
FROM market_price p WHERE NOT EXISTS (SELECT FROM batch b WHERE b.id = p.batch_id)

-- check: price_of_a_day_is_at_midnight
-- error: A date-only price stands at 00:00 UTC of its date.
SELECT format('price of %s at %s', p.price_key, p.price_time) AS violation
FROM market_price p WHERE p.date_only AND (p.price_time AT TIME ZONE 'UTC')::time <> time '00:00'

-- check: price_is_not_of_the_future
-- warning: No price is of a time more than two days ahead.
SELECT format('price of %s at %s', p.price_key, p.price_time) AS violation
FROM market_price p WHERE p.price_time > now() + interval '2 days'

-- check: price_names_something
-- error: A price names a security or a symbol.
SELECT format('price at %s by %s', p.price_time, p.source) AS violation FROM market_price p WHERE p.price_key = ''

-- check: price_volume_is_not_negative
-- error: A volume is not below zero.
SELECT format('price of %s at %s volume %s', p.price_key, p.price_time, p.volume) AS violation FROM market_price p WHERE p.volume < 0

-- check: rate_is_positive
-- error: A rate is more than zero.
SELECT format('rate %s/%s at %s: %s', r.from_currency, r.to_currency, r.rate_time, r.rate) AS violation FROM fx_rate r WHERE r.rate <= 0

-- check: rate_is_between_two_currencies
-- error: A rate is between two different currencies.
SELECT format('rate %s/%s at %s', r.from_currency, r.to_currency, r.rate_time) AS violation
FROM fx_rate r WHERE r.from_currency = r.to_currency

-- check: rate_currencies_are_codes
-- error: The currencies of a rate are three capital letters each.
SELECT format('rate %s/%s at %s', r.from_currency, r.to_currency, r.rate_time) AS violation
FROM fx_rate r WHERE r.from_currency !~ '^[A-Z]{3}$' OR r.to_currency !~ '^[A-Z]{3}$'

-- check: rate_batch_exists
-- error: A rate belongs to a batch.
SELECT format('rate %s/%s at %s', r.from_currency, r.to_currency, r.rate_time) AS violation
FROM fx_rate r WHERE NOT EXISTS (SELECT FROM batch b WHERE b.id = r.batch_id)

-- check: rate_of_a_day_is_at_midnight
-- error: A date-only rate stands at 00:00 UTC of its date.
SELECT format('rate %s/%s at %s', r.from_currency, r.to_currency, r.rate_time) AS violation
FROM fx_rate r WHERE r.date_only AND (r.rate_time AT TIME ZONE 'UTC')::time <> time '00:00'

-- check: rate_agrees_with_its_inverse
-- warning: A pair that one source quotes both ways at one time is quoted alike, within 5 %.
SELECT format('rate %s/%s at %s by %s', r.from_currency, r.to_currency, r.rate_time, r.source) AS violation
FROM fx_rate r JOIN fx_rate i ON i.from_currency = r.to_currency AND i.to_currency = r.from_currency AND i.date_only = r.date_only
    AND i.rate_time = r.rate_time AND i.source = r.source
WHERE r.from_currency < r.to_currency AND abs(r.rate * i.rate - 1) > 0.05

-- check: instrument_batch_exists
-- error: The terms of an instrument belong to a batch.
SELECT format('instrument %s', i.security_id) AS violation
FROM instrument_fact i WHERE NOT EXISTS (SELECT FROM batch b WHERE b.id = i.batch_id)

-- check: instrument_has_an_id
-- error: An instrument has an id.
SELECT format('instrument of batch %s', i.batch_id) AS violation FROM instrument_fact i WHERE i.security_id = ''

-- check: instrument_currency_is_a_code
-- error: The currency of an instrument is three capital letters.
SELECT format('instrument %s currency %s', i.security_id, i.currency) AS violation
FROM instrument_fact i WHERE i.currency !~ '^[A-Z]{3}$'

-- check: instrument_symbols_are_unique
-- warning: No two instruments have the same symbol now; a trade that names it means the one with the smallest id.
SELECT format('symbol %s of %s', s.symbol, string_agg(s.security_id, ', ')) AS violation
FROM analytics.dim_symbol s JOIN (SELECT DISTINCT security_id FROM instrument_fact WHERE symbol <> '') i ON i.security_id = s.security_id
GROUP BY s.symbol HAVING count(*) > 1

-- check: held_security_is_known
-- warning: What is held is an instrument whose terms are known.
SELECT format('portfolio %s position %s', o.portfolio_key, o.security_id) AS violation
FROM position o WHERE o.security_id <> '' AND o.quantity <> 0
    AND NOT EXISTS (SELECT FROM instrument_fact i WHERE i.security_id = o.security_id)

-- check: held_security_has_a_price
-- warning: What is held has a price, by its id or its symbol.
SELECT format('portfolio %s position %s', o.portfolio_key, o.security_id) AS violation
FROM position o WHERE o.security_id <> '' AND o.quantity <> 0
    AND NOT EXISTS (SELECT FROM market_price p WHERE p.price_key = o.security_id AND NOT p.by_symbol)
    AND NOT EXISTS (SELECT FROM market_price p WHERE p.by_symbol AND p.price_key = coalesce(
        (SELECT s.symbol FROM analytics.dim_symbol s WHERE s.security_id = o.security_id), o.security_id))

-- check: bond_trade_is_paid_by_its_price_unit
-- warning: Nobody pays more than ten times its face for a bond: such a trade told a price per 100 face without saying so.
SELECT format('portfolio %s transaction %s/%s of %s', f.portfolio_key, f.source, f.transaction_id, b.security_id) AS violation
FROM transaction_fact f JOIN booking b USING (portfolio_key, source, transaction_id, revision)
CROSS JOIN LATERAL terms_of(b.security_id, 'infinity') t
WHERE t.terms ? 'bond' AND f.type IN ('BUY', 'SELL', 'SELL_SHORT', 'BUY_TO_COVER') AND f.gross > 10 * f.quantity

-- check: benchmark_kind_is_known
-- error: A benchmark is of levels, of returns or a blend.
SELECT format('benchmark %s kind %s', f.benchmark_id, f.kind) AS violation
FROM benchmark_fact f WHERE f.kind NOT IN ('LEVELS', 'RETURNS', 'BLEND')

-- check: benchmark_rebalancing_is_known
-- error: A blend is rebalanced as the contract says.
SELECT format('benchmark %s rebalancing %s', f.benchmark_id, f.rebalancing) AS violation
FROM benchmark_fact f WHERE f.rebalancing NOT IN ('DAILY', 'MONTHLY', 'QUARTERLY', 'ANNUALLY', 'NONE')

-- check: benchmark_weights_add_up_to_one
-- error: The weights of a blend add up to 1.
SELECT format('benchmark %s', f.benchmark_id) AS violation
FROM benchmark_fact f WHERE f.kind = 'BLEND'
    AND (SELECT sum((e ->> 'weight')::numeric) FROM jsonb_array_elements(f.blend) e) IS DISTINCT FROM 1

-- check: benchmark_point_has_its_benchmark
-- error: A level or a return is one of a benchmark.
SELECT format('benchmark %s on %s', p.benchmark_id, p.point_date) AS violation
FROM benchmark_point p WHERE NOT EXISTS (SELECT FROM benchmark_fact f WHERE f.benchmark_id = p.benchmark_id)

-- check: benchmark_level_is_positive
-- error: A level is more than zero.
SELECT format('benchmark %s on %s', p.benchmark_id, p.point_date) AS violation
FROM benchmark_point p WHERE p.kind = 'LEVELS' AND p.value <= 0
