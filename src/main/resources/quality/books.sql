-- What was derived: bookings, positions, lots and cash, and whether they add up.

-- check: booking_has_its_fact
-- error: A booking is of a revision that was told.
SELECT format('portfolio %s transaction %s/%s revision %s', b.portfolio_key, b.source, b.transaction_id, b.revision) AS violation
FROM booking b WHERE NOT EXISTS (
    SELECT FROM transaction_fact f WHERE f.portfolio_key = b.portfolio_key AND f.source = b.source
        AND f.transaction_id = b.transaction_id AND f.revision = b.revision)

-- check: booking_is_of_the_newest_revision
-- error: A booking is of a revision that is neither superseded nor a deletion.
SELECT format('portfolio %s transaction %s/%s revision %s', b.portfolio_key, b.source, b.transaction_id, b.revision) AS violation
FROM booking b JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
    AND f.transaction_id = b.transaction_id AND f.revision = b.revision
WHERE f.superseded_batch IS NOT NULL OR f.reversed

-- check: fact_is_booked
-- error: Every transaction that counts has a booking, were it a rejected one.
SELECT format('portfolio %s transaction %s/%s revision %s', f.portfolio_key, f.source, f.transaction_id, f.revision) AS violation
FROM transaction_fact f WHERE f.superseded_batch IS NULL AND NOT f.reversed AND NOT EXISTS (
    SELECT FROM booking b WHERE b.portfolio_key = f.portfolio_key AND b.source = f.source AND b.transaction_id = f.transaction_id)

-- check: booking_status_is_known
-- error: A booking is booked, waiting or rejected.
SELECT format('portfolio %s transaction %s/%s status %s', b.portfolio_key, b.source, b.transaction_id, b.status) AS violation
FROM booking b WHERE b.status NOT IN ('BOOKED', 'WAITING', 'REJECTED')

-- check: booking_rejected_says_why
-- error: A rejected booking has a reason.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b WHERE b.status = 'REJECTED' AND coalesce(b.reason, '') = ''

-- check: booking_rejected_moves_nothing
-- error: A rejected booking has zeros throughout.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b WHERE b.status = 'REJECTED'
    AND (b.net_cost <> 0 OR b.proceeds <> 0 OR b.realized <> 0 OR b.income <> 0 OR b.cash_amount <> 0 OR b.bought_amount <> 0)

-- check: booking_waiting_says_for_what
-- error: A waiting booking names what it waits for.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b WHERE b.status = 'WAITING' AND coalesce(b.waiting_for, '') = ''

-- check: booking_is_on_its_trade_date
-- error: A booking stands on the date of its transaction.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
    AND f.transaction_id = b.transaction_id AND f.revision = b.revision
WHERE b.trade_date <> f.trade_date

-- check: booking_currency_is_that_of_its_fact
-- error: Cash moves in the currency of the transaction.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
    AND f.transaction_id = b.transaction_id AND f.revision = b.revision
WHERE b.cash_currency <> f.currency

-- check: booking_portfolio_exists
-- error: A booking is one of a portfolio.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b WHERE NOT EXISTS (SELECT FROM portfolio p WHERE p.key = b.portfolio_key)

-- check: booking_rate_is_whole
-- error: The rate of a booking has both its parts, and both are more than zero.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b WHERE (b.fx_multiplier IS NULL) <> (b.fx_divisor IS NULL) OR b.fx_multiplier <= 0 OR b.fx_divisor <= 0

-- check: booking_in_base_currency_needs_no_rate
-- error: What is booked in base currency is converted at one to one.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b JOIN portfolio p ON p.key = b.portfolio_key
WHERE b.cash_currency = p.base_currency AND b.fx_multiplier <> b.fx_divisor

-- check: booking_conversion_is_whole
-- error: What a conversion buys has an amount and a currency, and another one than it sells.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b WHERE (b.bought_currency IS NULL) <> (b.bought_amount IS NULL) OR b.bought_currency = b.cash_currency

-- check: booking_trade_pays_what_it_costs
-- error: A booked purchase of a long position costs what it paid, accrued interest and charges left out of cost aside.
SELECT format('portfolio %s transaction %s/%s', b.portfolio_key, b.source, b.transaction_id) AS violation
FROM booking b JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
    AND f.transaction_id = b.transaction_id AND f.revision = b.revision
WHERE b.status <> 'REJECTED' AND f.type = 'BUY' AND b.cash_amount <> -(f.gross + f.fees + f.taxes + f.accrued_interest)

-- check: position_portfolio_exists
-- error: A position is one of a portfolio.
SELECT format('portfolio %s position %s', o.portfolio_key, o.security_id) AS violation
FROM position o WHERE NOT EXISTS (SELECT FROM portfolio p WHERE p.key = o.portfolio_key)

-- check: position_currency_is_a_code
-- error: The currency of a position is three capital letters.
SELECT format('portfolio %s position %s currency %s', o.portfolio_key, o.security_id, o.currency) AS violation
FROM position o WHERE o.security_id <> '' AND o.currency !~ '^[A-Z]{3}$'

-- check: position_closed_costs_nothing
-- error: A position without units has no cost.
SELECT format('portfolio %s position %s cost %s', o.portfolio_key, o.security_id, o.cost) AS violation
FROM position o WHERE o.security_id <> '' AND o.quantity = 0 AND (o.cost <> 0 OR o.cost_base <> 0)

-- check: position_last_transaction_is_booked
-- error: The transaction after which a position stands is booked, were it as rejected.
SELECT format('portfolio %s position %s', o.portfolio_key, o.security_id) AS violation
FROM position o WHERE o.security_id <> '' AND NOT EXISTS (
    SELECT FROM booking b WHERE b.portfolio_key = o.portfolio_key AND b.source = o.last_source AND b.transaction_id = o.last_transaction_id)

-- check: lots_add_up_to_the_units
-- error: The open lots of a position add up to its units.
SELECT format('portfolio %s position %s: %s in lots, %s held', o.portfolio_key, o.security_id, coalesce(l.quantity, 0), o.quantity) AS violation
FROM position o LEFT JOIN (
    SELECT portfolio_key, security_id, sum(quantity) AS quantity FROM lot GROUP BY portfolio_key, security_id) l
    ON l.portfolio_key = o.portfolio_key AND l.security_id = o.security_id
WHERE o.security_id <> '' AND coalesce(l.quantity, 0) <> o.quantity

-- check: lots_add_up_to_the_cost
-- error: The open lots of a position add up to its cost.
SELECT format('portfolio %s position %s: %s in lots, cost %s', o.portfolio_key, o.security_id, coalesce(l.cost, 0), o.cost) AS violation
FROM position o LEFT JOIN (
    SELECT portfolio_key, security_id, sum(cost) AS cost FROM lot GROUP BY portfolio_key, security_id) l
    ON l.portfolio_key = o.portfolio_key AND l.security_id = o.security_id
WHERE o.security_id <> '' AND coalesce(l.cost, 0) <> o.cost

-- check: lots_add_up_to_the_cost_in_base
-- error: The open lots of a position add up to its cost in base currency, and it is unknown where that of a lot is.
SELECT format('portfolio %s position %s', o.portfolio_key, o.security_id) AS violation
FROM position o LEFT JOIN (
    SELECT portfolio_key, security_id, CASE WHEN bool_and(cost_base IS NOT NULL) THEN sum(cost_base) END AS cost_base
    FROM lot GROUP BY portfolio_key, security_id) l
    ON l.portfolio_key = o.portfolio_key AND l.security_id = o.security_id
WHERE o.security_id <> '' AND o.quantity <> 0 AND l.cost_base IS DISTINCT FROM o.cost_base

-- check: lot_has_its_position
-- error: An open lot is one of a position.
SELECT format('portfolio %s lot of %s', l.portfolio_key, l.security_id) AS violation
FROM lot l WHERE NOT EXISTS (SELECT FROM position o WHERE o.portfolio_key = l.portfolio_key AND o.security_id = l.security_id)

-- check: lot_is_open
-- error: An open lot has units.
SELECT format('portfolio %s lot of %s', l.portfolio_key, l.security_id) AS violation FROM lot l WHERE l.quantity = 0

-- check: lots_are_all_long_or_all_short
-- error: A position has no long lot beside a short one.
SELECT format('portfolio %s position %s', l.portfolio_key, l.security_id) AS violation
FROM lot l WHERE l.security_id <> '' GROUP BY l.portfolio_key, l.security_id HAVING min(sign(l.quantity)) <> max(sign(l.quantity))

-- check: lot_events_add_up_to_the_units
-- error: What happened to the lots of a security adds up to the units that are open.
SELECT format('portfolio %s position %s: %s by events, %s held', o.portfolio_key, o.security_id, coalesce(e.quantity, 0), o.quantity) AS violation
FROM position o LEFT JOIN (
    SELECT portfolio_key, security_id, sum(quantity) AS quantity FROM lot_event GROUP BY portfolio_key, security_id) e
    ON e.portfolio_key = o.portfolio_key AND e.security_id = o.security_id
WHERE o.security_id <> '' AND coalesce(e.quantity, 0) <> o.quantity

-- check: lot_events_add_up_to_the_cost
-- error: What happened to the lots of a security adds up to the cost of what is open.
SELECT format('portfolio %s position %s: %s by events, cost %s', o.portfolio_key, o.security_id, coalesce(e.cost, 0), o.cost) AS violation
FROM position o LEFT JOIN (
    SELECT portfolio_key, security_id, sum(cost) AS cost FROM lot_event GROUP BY portfolio_key, security_id) e
    ON e.portfolio_key = o.portfolio_key AND e.security_id = o.security_id
WHERE o.security_id <> '' AND coalesce(e.cost, 0) <> o.cost

-- check: lot_event_kind_is_known
-- error: A lot is opened, added to, disposed of or adjusted.
SELECT format('portfolio %s transaction %s/%s kind %s', e.portfolio_key, e.source, e.transaction_id, e.kind) AS violation
FROM lot_event e WHERE e.kind NOT IN ('OPEN', 'ADD', 'DISPOSE', 'ADJUST')

-- check: lot_event_is_booked
-- error: What happened to a lot was done by a transaction that is booked and not rejected.
SELECT format('portfolio %s transaction %s/%s', e.portfolio_key, e.source, e.transaction_id) AS violation
FROM lot_event e WHERE NOT EXISTS (
    SELECT FROM booking b WHERE b.portfolio_key = e.portfolio_key AND b.source = e.source AND b.transaction_id = e.transaction_id
        AND b.status <> 'REJECTED')

-- check: lot_event_is_on_its_trade_date
-- error: What happened to a lot happened on the date of its transaction.
SELECT format('portfolio %s transaction %s/%s', e.portfolio_key, e.source, e.transaction_id) AS violation
FROM lot_event e JOIN booking b ON b.portfolio_key = e.portfolio_key AND b.source = e.source AND b.transaction_id = e.transaction_id
WHERE b.trade_date <> e.trade_date

-- check: realised_gains_add_up_by_transaction
-- error: The gain of a booking is that of the lots of which it disposed.
SELECT format('portfolio %s transaction %s/%s: %s by lots, %s booked', b.portfolio_key, b.source, b.transaction_id, e.realized, b.realized) AS violation
FROM booking b JOIN (
    SELECT portfolio_key, source, transaction_id, sum(realized) AS realized FROM lot_event
    WHERE security_id <> '' GROUP BY portfolio_key, source, transaction_id) e
    ON e.portfolio_key = b.portfolio_key AND e.source = b.source AND e.transaction_id = b.transaction_id
WHERE b.security_id <> '' AND e.realized <> b.realized

-- check: realised_effects_add_up
-- error: Price and currency effect of a gain add up to the gain in base currency.
SELECT format('portfolio %s transaction %s/%s', e.portfolio_key, e.source, e.transaction_id) AS violation
FROM lot_event e WHERE e.price_effect_base + e.fx_effect_base <> e.realized_base

-- check: history_ends_with_the_position
-- error: The last day of a position's history is the position.
SELECT format('portfolio %s position %s', o.portfolio_key, o.security_id) AS violation
FROM position o LEFT JOIN LATERAL (
    SELECT h.* FROM position_history h WHERE h.portfolio_key = o.portfolio_key AND h.security_id = o.security_id
    ORDER BY h.position_date DESC LIMIT 1) h ON true
WHERE o.security_id <> '' AND o.quantity <> 0
    AND (h.quantity, h.cost, h.cost_base, h.currency) IS DISTINCT FROM (o.quantity, o.cost, o.cost_base, o.currency)

-- check: history_is_not_after_the_position
-- error: No day of a history is later than its position.
SELECT format('portfolio %s position %s on %s', h.portfolio_key, h.security_id, h.position_date) AS violation
FROM position_history h JOIN position o ON o.portfolio_key = h.portfolio_key AND o.security_id = h.security_id
WHERE h.position_date > o.position_date

-- check: history_has_its_position
-- error: A history is one of a position.
SELECT format('portfolio %s position %s', h.portfolio_key, h.security_id) AS violation
FROM position_history h WHERE NOT EXISTS (
    SELECT FROM position o WHERE o.portfolio_key = h.portfolio_key AND o.security_id = h.security_id)

-- check: history_gains_add_up
-- error: The gains of all days add up to those of the position, where it was always in one currency.
SELECT format('portfolio %s position %s: %s by days, %s in all', o.portfolio_key, o.security_id, h.realized, o.realized) AS violation
FROM position o JOIN (
    SELECT portfolio_key, security_id, sum(realized) AS realized FROM position_history
    GROUP BY portfolio_key, security_id HAVING count(DISTINCT currency) = 1) h
    ON h.portfolio_key = o.portfolio_key AND h.security_id = o.security_id
WHERE o.security_id <> '' AND h.realized <> o.realized

-- check: history_income_adds_up
-- error: The income of all days adds up to that of the position, where it was always in one currency.
SELECT format('portfolio %s position %s: %s by days, %s in all', o.portfolio_key, o.security_id, h.income, o.income) AS violation
FROM position o JOIN (
    SELECT portfolio_key, security_id, sum(income) AS income FROM position_history
    GROUP BY portfolio_key, security_id HAVING count(DISTINCT currency) = 1) h
    ON h.portfolio_key = o.portfolio_key AND h.security_id = o.security_id
WHERE o.security_id <> '' AND h.income <> o.income

-- check: history_closed_costs_nothing
-- error: A day that ends without units ends without cost.
SELECT format('portfolio %s position %s on %s', h.portfolio_key, h.security_id, h.position_date) AS violation
FROM position_history h WHERE h.security_id <> '' AND h.quantity = 0 AND (h.cost <> 0 OR h.cost_base <> 0)

-- check: cash_adds_up
-- error: The balance of a currency is the sum of what moved it.
SELECT format('portfolio %s currency %s: %s moved, %s held', coalesce(m.portfolio_key, c.portfolio_key), coalesce(m.currency, c.currency),
    coalesce(m.amount, 0), coalesce(c.balance, 0)) AS violation
FROM (
    SELECT portfolio_key, currency, sum(amount) AS amount FROM (
        SELECT portfolio_key, cash_currency AS currency, cash_amount AS amount FROM booking WHERE status <> 'REJECTED'
        UNION ALL
        SELECT portfolio_key, bought_currency, bought_amount FROM booking
        WHERE status <> 'REJECTED' AND bought_currency IS NOT NULL) a
    GROUP BY portfolio_key, currency) m
FULL JOIN cash_balance c ON c.portfolio_key = m.portfolio_key AND c.currency = m.currency
WHERE coalesce(m.amount, 0) <> coalesce(c.balance, 0)

-- check: cash_portfolio_exists
-- error: A balance is one of a portfolio.
SELECT format('portfolio %s currency %s', c.portfolio_key, c.currency) AS violation
FROM cash_balance c WHERE NOT EXISTS (SELECT FROM portfolio p WHERE p.key = c.portfolio_key)

-- check: cash_currency_is_a_code
-- error: The currency of a balance is three capital letters.
SELECT format('portfolio %s currency %s', c.portfolio_key, c.currency) AS violation
FROM cash_balance c WHERE c.currency !~ '^[A-Z]{3}$'

-- check: waiter_is_booked
-- error: What waits for a rate or an instrument is booked.
SELECT format('portfolio %s transaction %s/%s', w.portfolio_key, w.source, w.transaction_id) AS violation
FROM waiter w WHERE NOT EXISTS (
    SELECT FROM booking b WHERE b.portfolio_key = w.portfolio_key AND b.source = w.source AND b.transaction_id = w.transaction_id)

-- check: waiter_kind_is_known
-- error: A booking waits for a rate, a cross or a symbol.
SELECT format('portfolio %s transaction %s/%s kind %s', w.portfolio_key, w.source, w.transaction_id, w.kind) AS violation
FROM waiter w WHERE w.kind NOT IN ('RATE', 'CROSS', 'SYMBOL')
