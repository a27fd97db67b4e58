-- What the views of the schema analytics are computed from: prices, rates, positions, values and returns day by day.

-- Objects keep this path, with temporary tables last, so that nobody can put a table of his own before ours.
SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE TABLE source_order (
    valid_from date NOT NULL,
    rank       int  NOT NULL,
    source     text NOT NULL,
    PRIMARY KEY (valid_from, rank)
);
COMMENT ON TABLE source_order IS 'Derived: the sources of truemark.market.sources, written at start, so that SQL believes whom the service believes; a list without sources has one row of rank -1.';
COMMENT ON COLUMN source_order.valid_from IS 'First date of prices and rates for which the list holds.';
COMMENT ON COLUMN source_order.rank IS '0 is the most believed.';

CREATE SCHEMA analytics_parts;
COMMENT ON SCHEMA analytics_parts IS 'Building blocks of the schema analytics; not for readers. The functions run as their owner, on facts and books that readers cannot see.';

CREATE FUNCTION analytics_parts.divided(dividend numeric, divisor numeric) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    scaled numeric;
    whole numeric;
    rest numeric;
BEGIN
    IF divisor = 1 THEN
        RETURN dividend;
    END IF;
    scaled := dividend * 1000000000000000000;
    whole := div(scaled, divisor);
    rest := 2 * abs(scaled - whole * divisor);
    IF rest > abs(divisor) OR rest = abs(divisor) AND mod(whole, 2) <> 0 THEN
        whole := whole + sign(dividend) * sign(divisor);
    END IF;
    RETURN whole * 0.000000000000000001;
END $$;
COMMENT ON FUNCTION analytics_parts.divided IS 'A quotient to 18 decimals HALF_EVEN (DEFINITIONS 1); the operator / rounds otherwise.';

CREATE FUNCTION analytics_parts.zone_of(id text) RETURNS text IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql
    SET search_path FROM CURRENT AS $$
    SELECT CASE
        WHEN id = 'Z' THEN 'UTC'
        WHEN id ~ '^(UTC|GMT|UT)?[+-]' THEN regexp_replace(id, '^(UTC|GMT|UT)?([+-])(.*)$', '<\2\3>')
            || translate(substring(id FROM '[+-]'), '+-', '-+') || substring(id FROM '[+-](.*)$')
        ELSE id END
$$;
COMMENT ON FUNCTION analytics_parts.zone_of IS 'A time zone of a portfolio as PostgreSQL reads it: an offset alone means the opposite there.';

CREATE FUNCTION analytics_parts.day_end(day date, zone text) RETURNS timestamptz STABLE STRICT PARALLEL SAFE LANGUAGE sql
    SET search_path FROM CURRENT AS $$ SELECT (day + 1)::timestamp AT TIME ZONE zone $$;
COMMENT ON FUNCTION analytics_parts.day_end IS 'The instant at which a day is over in a zone.';

CREATE FUNCTION analytics_parts.source_rank(of_source text, at timestamptz) RETURNS int STABLE STRICT LANGUAGE sql
    SECURITY DEFINER SET search_path FROM CURRENT AS $$
    SELECT coalesce((
        SELECT min(o.rank) FROM source_order o WHERE o.source = of_source AND o.valid_from = (
            SELECT max(f.valid_from) FROM source_order f WHERE f.valid_from <= (at AT TIME ZONE 'UTC')::date)), 2147483647)
$$;
COMMENT ON FUNCTION analytics_parts.source_rank IS 'How much a source is believed on a date; 0 is the most.';

CREATE FUNCTION analytics_parts.price_days(security text, zone text, first_day date, last_day date)
    RETURNS TABLE (day date, price numeric, currency text, price_time timestamptz, source text)
    STABLE ROWS 2000 LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_column
DECLARE
    symbol text := coalesce((SELECT t.symbol FROM terms_of(security, 'infinity') t), security);
    today date := (now() AT TIME ZONE zone)::date;
    timed_before timestamptz := least(analytics_parts.day_end(last_day, zone), now() + interval '1 microsecond');
    last_dated timestamptz := least(last_day, today - 1)::timestamp AT TIME ZONE 'UTC';
    ordered boolean := EXISTS (SELECT FROM source_order);
BEGIN
    RETURN QUERY
    WITH RECURSIVE key(name, by_symbol) AS (VALUES (security, false), (symbol, true)),
    timed(name, by_symbol, at) AS (
        SELECT k.name, k.by_symbol, t.at FROM key k CROSS JOIN LATERAL (
            SELECT p.price_time AS at FROM market_price p
            WHERE p.price_key = k.name AND p.by_symbol = k.by_symbol AND NOT p.date_only AND p.price_time < timed_before
            ORDER BY p.price_time DESC LIMIT 1) t
        UNION ALL
        SELECT w.name, w.by_symbol, t.at FROM timed w CROSS JOIN LATERAL (
            SELECT p.price_time AS at FROM market_price p
            WHERE p.price_key = w.name AND p.by_symbol = w.by_symbol AND NOT p.date_only
                AND p.price_time < analytics_parts.day_end((w.at AT TIME ZONE zone)::date - 1, zone)
            ORDER BY p.price_time DESC LIMIT 1) t
        WHERE (w.at AT TIME ZONE zone)::date > first_day),
    told AS (
        SELECT (t.at AT TIME ZONE zone)::date AS on_day, p.* FROM timed t
        JOIN market_price p ON p.price_key = t.name AND p.by_symbol = t.by_symbol AND NOT p.date_only AND p.price_time = t.at
        UNION ALL
        SELECT (p.price_time AT TIME ZONE 'UTC')::date, p.* FROM key k
        CROSS JOIN LATERAL (
            SELECT coalesce((
                SELECT f.price_time FROM market_price f
                WHERE f.price_key = k.name AND f.by_symbol = k.by_symbol AND f.date_only
                    AND f.price_time <= first_day::timestamp AT TIME ZONE 'UTC'
                ORDER BY f.price_time DESC LIMIT 1), '-infinity') AS at) since
        JOIN market_price p ON p.price_key = k.name AND p.by_symbol = k.by_symbol AND p.date_only
            AND p.price_time BETWEEN since.at AND last_dated),
    word AS (
        SELECT DISTINCT ON (t.by_symbol, t.date_only, t.price_time, t.source, t.partition) t.* FROM told t
        JOIN batch b ON b.id = t.batch_id
        ORDER BY t.by_symbol, t.date_only, t.price_time, t.source, t.partition, b.recorded_at DESC, t.kafka_offset DESC),
    winner AS (
        SELECT DISTINCT ON (w.by_symbol, w.date_only, w.price_time, w.source) w.* FROM word w
        ORDER BY w.by_symbol, w.date_only, w.price_time, w.source, w.told_at DESC, w.partition DESC),
    best AS (
        SELECT DISTINCT ON (w.on_day) w.* FROM winner w
        ORDER BY w.on_day, w.date_only DESC, w.price_time DESC,
            CASE WHEN ordered THEN analytics_parts.source_rank(w.source, w.price_time) END,
            w.source COLLATE "C", w.by_symbol),
    span AS (
        SELECT b.*, lead(b.on_day, 1, last_day + 1) OVER (ORDER BY b.on_day) - 1 AS until_day FROM best b)
    SELECT greatest(s.on_day, first_day) + n, s.price, s.currency, s.price_time, s.source FROM span s
    CROSS JOIN LATERAL generate_series(0, s.until_day - greatest(s.on_day, first_day)) n;
END $$;
COMMENT ON FUNCTION analytics_parts.price_days IS 'The price of a security in force at the end of each day of a range, the newest at or before it and none after now (DEFINITIONS 14); no row for a day without one. Costs a seek per day with timed prices and a scan of the dated ones, however many ticks there are.';

CREATE FUNCTION analytics_parts.quoted_days(from_cur text, to_cur text, zone text, first_day date, last_day date)
    RETURNS TABLE (day date, multiplier numeric, divisor numeric)
    STABLE ROWS 2000 LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_column
DECLARE
    today date := (now() AT TIME ZONE zone)::date;
    timed_before timestamptz := least(analytics_parts.day_end(last_day, zone), now() + interval '1 microsecond');
    last_dated timestamptz := least(last_day, today - 1)::timestamp AT TIME ZONE 'UTC';
    ordered boolean := EXISTS (SELECT FROM source_order);
BEGIN
    RETURN QUERY
    WITH RECURSIVE pair(a, b, direct) AS (VALUES (from_cur, to_cur, true), (to_cur, from_cur, false)),
    timed(a, b, direct, at) AS (
        SELECT k.a, k.b, k.direct, t.at FROM pair k CROSS JOIN LATERAL (
            SELECT r.rate_time AS at FROM fx_rate r
            WHERE r.from_currency = k.a AND r.to_currency = k.b AND NOT r.date_only AND r.rate_time < timed_before
            ORDER BY r.rate_time DESC LIMIT 1) t
        UNION ALL
        SELECT w.a, w.b, w.direct, t.at FROM timed w CROSS JOIN LATERAL (
            SELECT r.rate_time AS at FROM fx_rate r
            WHERE r.from_currency = w.a AND r.to_currency = w.b AND NOT r.date_only
                AND r.rate_time < analytics_parts.day_end((w.at AT TIME ZONE zone)::date - 1, zone)
            ORDER BY r.rate_time DESC LIMIT 1) t
        WHERE (w.at AT TIME ZONE zone)::date > first_day),
    told AS (
        SELECT (t.at AT TIME ZONE zone)::date AS on_day, t.direct, r.* FROM timed t
        JOIN fx_rate r ON r.from_currency = t.a AND r.to_currency = t.b AND NOT r.date_only AND r.rate_time = t.at
        UNION ALL
        SELECT (r.rate_time AT TIME ZONE 'UTC')::date, k.direct, r.* FROM pair k
        CROSS JOIN LATERAL (
            SELECT coalesce((
                SELECT f.rate_time FROM fx_rate f
                WHERE f.from_currency = k.a AND f.to_currency = k.b AND f.date_only
                    AND f.rate_time <= first_day::timestamp AT TIME ZONE 'UTC'
                ORDER BY f.rate_time DESC LIMIT 1), '-infinity') AS at) since
        JOIN fx_rate r ON r.from_currency = k.a AND r.to_currency = k.b AND r.date_only
            AND r.rate_time BETWEEN since.at AND last_dated),
    word AS (
        SELECT DISTINCT ON (t.direct, t.date_only, t.rate_time, t.source, t.partition) t.* FROM told t
        JOIN batch b ON b.id = t.batch_id
        ORDER BY t.direct, t.date_only, t.rate_time, t.source, t.partition, b.recorded_at DESC, t.kafka_offset DESC),
    winner AS (
        SELECT DISTINCT ON (w.direct, w.date_only, w.rate_time, w.source) w.* FROM word w
        ORDER BY w.direct, w.date_only, w.rate_time, w.source, w.told_at DESC, w.partition DESC),
    best AS (
        SELECT DISTINCT ON (w.on_day) w.* FROM winner w
        ORDER BY w.on_day, w.date_only DESC, w.rate_time DESC, w.direct DESC,
            CASE WHEN ordered THEN analytics_parts.source_rank(w.source, w.rate_time) END, w.source COLLATE "C"),
    span AS (
        SELECT b.*, lead(b.on_day, 1, last_day + 1) OVER (ORDER BY b.on_day) - 1 AS until_day FROM best b)
    SELECT greatest(s.on_day, first_day) + n,
        CASE WHEN s.direct THEN s.rate ELSE 1 END, CASE WHEN s.direct THEN 1 ELSE s.rate END FROM span s
    CROSS JOIN LATERAL generate_series(0, s.until_day - greatest(s.on_day, first_day)) n;
END $$;
COMMENT ON FUNCTION analytics_parts.quoted_days IS 'A pair of currencies at the end of each day of a range by its newest quote either way: amount * multiplier / divisor. No row for a day before the first quote.';

CREATE FUNCTION analytics_parts.rate_days(from_cur text, to_cur text, zone text, first_day date, last_day date)
    RETURNS TABLE (day date, multiplier numeric, divisor numeric)
    STABLE ROWS 2000 LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_column
DECLARE
    quoted_from date := last_day + 1;
BEGIN
    IF first_day > last_day THEN
        RETURN;
    END IF;
    IF from_cur = to_cur THEN
        RETURN QUERY SELECT first_day + n, 1::numeric, 1::numeric FROM generate_series(0, last_day - first_day) n;
        RETURN;
    END IF;
    RETURN QUERY SELECT * FROM analytics_parts.quoted_days(from_cur, to_cur, zone, first_day, last_day);
    IF FOUND THEN
        SELECT min(d.day) INTO quoted_from FROM analytics_parts.quoted_days(from_cur, to_cur, zone, first_day, last_day) d;
    END IF;
    IF quoted_from = first_day THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH RECURSIVE pair AS (
        (SELECT f.from_currency AS a, f.to_currency AS b FROM fx_rate f ORDER BY 1, 2 LIMIT 1)
        UNION ALL
        SELECT n.a, n.b FROM pair p CROSS JOIN LATERAL (
            SELECT f.from_currency AS a, f.to_currency AS b FROM fx_rate f
            WHERE (f.from_currency, f.to_currency) > (p.a, p.b) ORDER BY f.from_currency, f.to_currency LIMIT 1) n),
    edge AS (SELECT a, b FROM pair UNION SELECT b, a FROM pair),
    pivot AS (
        SELECT x.b AS currency, coalesce(array_position(ARRAY['USD', 'EUR', 'GBP'], x.b), 4) AS rank FROM edge x
        JOIN edge y ON y.a = x.b AND y.b = to_cur
        WHERE x.a = from_cur AND x.b NOT IN (from_cur, to_cur))
    SELECT DISTINCT ON (l.day) l.day, l.multiplier * r.multiplier, l.divisor * r.divisor FROM pivot v
    CROSS JOIN LATERAL analytics_parts.quoted_days(from_cur, v.currency, zone, first_day, quoted_from - 1) l
    JOIN LATERAL analytics_parts.quoted_days(v.currency, to_cur, zone, first_day, quoted_from - 1) r ON r.day = l.day
    ORDER BY l.day, v.rank, v.currency COLLATE "C";
END $$;
COMMENT ON FUNCTION analytics_parts.rate_days IS 'The rate of a pair at the end of each day: its newest quote either way, before the first quote of the pair a cross over one other currency, and no row where there is not even that. Amounts are multiplied, then divided.';

CREATE VIEW analytics_parts.account AS
SELECT p.key AS portfolio_key, p.owner_id, p.portfolio_id AS account_id, p.base_currency, z.zone, (now() AT TIME ZONE z.zone)::date AS today,
    coalesce(y.cost_method, 'FIFO') AS cost_method, coalesce(y.cash_tracking, 'AUTO') AS cash_tracking,
    CASE coalesce(y.cash_tracking, 'AUTO') WHEN 'TRACKED' THEN true WHEN 'IMPLIED' THEN false ELSE p.cash_flow_count > 0 END AS tracks_cash
FROM portfolio p
CROSS JOIN LATERAL (SELECT analytics_parts.zone_of(p.time_zone) AS zone OFFSET 0) z
LEFT JOIN LATERAL (
    SELECT y.cost_method, y.cash_tracking FROM portfolio_policy y JOIN batch b ON b.id = y.batch_id
    WHERE y.portfolio_key = p.key ORDER BY b.recorded_at DESC LIMIT 1) y ON true
WHERE p.deleted_at IS NULL;
COMMENT ON VIEW analytics_parts.account IS 'Portfolios that are not deleted, with their day, and whether they keep cash (DEFINITIONS 12).';

CREATE FUNCTION analytics_parts.position_days(portfolio bigint)
    RETURNS TABLE (day date, security_id text, changed boolean, currency text, quantity numeric, cost numeric, cost_base numeric,
        realized numeric, realized_base numeric, income numeric, income_base numeric,
        price numeric, price_currency text, price_time timestamptz, value numeric, value_base numeric)
    STABLE ROWS 100000 LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT SET jit = off SET work_mem = '32MB' AS $$
#variable_conflict use_column
DECLARE
    account analytics_parts.account;
BEGIN
    SELECT * INTO account FROM analytics_parts.account a WHERE a.portfolio_key = portfolio;
    RETURN QUERY
    WITH span AS MATERIALIZED (
        SELECT h.*, lead(h.position_date, 1, account.today + 1) OVER (
            PARTITION BY h.security_id ORDER BY h.position_date) - 1 AS until_day
        FROM position_history h
        WHERE h.portfolio_key = portfolio AND h.security_id <> '' AND h.position_date <= account.today),
    held AS (
        SELECT s.security_id, min(s.position_date) AS first_day, max(s.until_day) AS last_day FROM span s
        WHERE s.quantity <> 0 GROUP BY s.security_id),
    priced AS MATERIALIZED (
        SELECT h.security_id, p.* FROM held h
        CROSS JOIN LATERAL analytics_parts.price_days(h.security_id, account.zone, h.first_day, h.last_day) p),
    needed AS (
        SELECT s.currency AS a, account.base_currency AS b FROM span s
        UNION
        SELECT p.currency, s.currency FROM (SELECT DISTINCT security_id, currency FROM priced) p
        JOIN (SELECT DISTINCT security_id, currency FROM span) s ON s.security_id = p.security_id),
    rate AS MATERIALIZED (
        SELECT n.a, n.b, r.* FROM needed n
        CROSS JOIN LATERAL analytics_parts.rate_days(n.a, n.b, account.zone,
            (SELECT min(position_date) FROM span), account.today) r),
    held_day AS (
        SELECT s.position_date + n AS on_day, n = 0 AS changed, s.* FROM span s
        CROSS JOIN LATERAL generate_series(0, CASE WHEN s.quantity = 0 THEN 0 ELSE s.until_day - s.position_date END) n),
    valued AS (
        SELECT d.*, p.price, p.currency AS price_currency, p.price_time,
            CASE WHEN d.quantity = 0 THEN 0
                WHEN p.currency = d.currency THEN d.quantity * p.price
                ELSE analytics_parts.divided(d.quantity * p.price * q.multiplier, q.divisor) END AS value,
            b.multiplier, b.divisor
        FROM held_day d
        LEFT JOIN priced p ON p.security_id = d.security_id AND p.day = d.on_day AND d.quantity <> 0
        LEFT JOIN rate q ON q.a = p.currency AND q.b = d.currency AND q.day = d.on_day AND p.currency <> d.currency
        LEFT JOIN rate b ON b.a = d.currency AND b.b = account.base_currency AND b.day = d.on_day)
    SELECT v.on_day, v.security_id, v.changed, v.currency, v.quantity, v.cost, v.cost_base,
        CASE WHEN v.changed THEN v.realized ELSE 0 END, CASE WHEN v.changed THEN v.realized_base ELSE 0 END,
        CASE WHEN v.changed THEN v.income ELSE 0 END, CASE WHEN v.changed THEN v.income_base ELSE 0 END,
        v.price, v.price_currency, v.price_time, v.value,
        CASE WHEN v.value = 0 THEN 0 ELSE analytics_parts.divided(v.value * v.multiplier, v.divisor) END
    FROM valued v;
END $$;
COMMENT ON FUNCTION analytics_parts.position_days IS 'Every position at the end of every day on which it is open or changed, at the price and rate of that day; null where one is missing. realized and income are those of the day.';

CREATE VIEW analytics_parts.cash_move AS
SELECT b.portfolio_key, b.trade_date, b.cash_currency AS currency, b.cash_amount AS amount FROM booking b
WHERE b.status <> 'REJECTED' AND b.cash_amount <> 0
UNION ALL
SELECT b.portfolio_key, b.trade_date, b.bought_currency, b.bought_amount FROM booking b
WHERE b.status <> 'REJECTED' AND b.bought_amount <> 0;
COMMENT ON VIEW analytics_parts.cash_move IS 'What moved the cash of a portfolio, in the currency that moved.';

CREATE FUNCTION analytics_parts.cash_days(portfolio bigint)
    RETURNS TABLE (day date, currency text, balance numeric, balance_base numeric)
    STABLE ROWS 10000 LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_column
DECLARE
    account analytics_parts.account;
BEGIN
    SELECT * INTO account FROM analytics_parts.account a WHERE a.portfolio_key = portfolio;
    IF NOT account.tracks_cash THEN
        RETURN;
    END IF;
    RETURN QUERY
    WITH change AS (
        SELECT m.currency, m.trade_date, sum(m.amount) AS amount FROM analytics_parts.cash_move m
        WHERE m.portfolio_key = portfolio AND m.trade_date <= account.today GROUP BY m.currency, m.trade_date),
    span AS MATERIALIZED (
        SELECT c.currency, c.trade_date, sum(c.amount) OVER (PARTITION BY c.currency ORDER BY c.trade_date) AS balance,
            lead(c.trade_date, 1, account.today + 1) OVER (PARTITION BY c.currency ORDER BY c.trade_date) - 1 AS until_day
        FROM change c),
    rate AS MATERIALIZED (
        SELECT c.currency, r.* FROM (SELECT currency, min(trade_date) AS first_day FROM span GROUP BY currency) c
        CROSS JOIN LATERAL analytics_parts.rate_days(c.currency, account.base_currency, account.zone, c.first_day, account.today) r)
    SELECT s.trade_date + n, s.currency, s.balance,
        CASE WHEN s.balance = 0 THEN 0 ELSE analytics_parts.divided(s.balance * r.multiplier, r.divisor) END
    FROM span s
    CROSS JOIN LATERAL generate_series(0, s.until_day - s.trade_date) n
    LEFT JOIN rate r ON r.currency = s.currency AND r.day = s.trade_date + n;
END $$;
COMMENT ON FUNCTION analytics_parts.cash_days IS 'The balance of each currency at the end of each day since its first movement; nothing while cash is not tracked.';

CREATE FUNCTION analytics_parts.value_days(portfolio bigint)
    RETURNS TABLE (day date, positions_value numeric, priced_value numeric, cash_balance numeric, total_value numeric,
        total_cost numeric, open_positions bigint, unpriced_positions bigint, unconverted_balances bigint)
    STABLE ROWS 4000 LANGUAGE plpgsql SECURITY DEFINER
    SET search_path FROM CURRENT SET jit = off SET work_mem = '32MB' AS $$
#variable_conflict use_column
DECLARE
    account analytics_parts.account;
BEGIN
    SELECT * INTO account FROM analytics_parts.account a WHERE a.portfolio_key = portfolio;
    RETURN QUERY
    WITH held AS MATERIALIZED (
        SELECT p.day, CASE WHEN bool_and(p.value_base IS NOT NULL) THEN sum(p.value_base) END AS value, sum(p.value_base) AS priced,
            CASE WHEN bool_and(p.cost_base IS NOT NULL OR p.quantity = 0) THEN sum(p.cost_base) END AS cost,
            count(*) FILTER (WHERE p.quantity <> 0) AS open, count(*) FILTER (WHERE p.value_base IS NULL) AS missing
        FROM analytics_parts.position_days(portfolio) p GROUP BY p.day),
    cash AS MATERIALIZED (
        SELECT c.day, CASE WHEN bool_and(c.balance_base IS NOT NULL) THEN sum(c.balance_base) END AS value,
            count(*) FILTER (WHERE c.balance_base IS NULL) AS missing
        FROM analytics_parts.cash_days(portfolio) c GROUP BY c.day),
    calendar AS (
        SELECT f.first_day + n AS on_day FROM (
            SELECT least((SELECT min(day) FROM held), (SELECT min(day) FROM cash)) AS first_day) f
        CROSS JOIN LATERAL generate_series(0, account.today - f.first_day) n)
    SELECT c.on_day, CASE WHEN h.day IS NULL THEN 0 ELSE h.value END, coalesce(h.priced, 0),
        CASE WHEN m.day IS NULL THEN 0 ELSE m.value END,
        CASE WHEN h.day IS NULL THEN 0 ELSE h.value END + CASE WHEN m.day IS NULL THEN 0 ELSE m.value END,
        CASE WHEN h.day IS NULL THEN 0 ELSE h.cost END,
        coalesce(h.open, 0), coalesce(h.missing, 0), coalesce(m.missing, 0)
    FROM calendar c LEFT JOIN held h ON h.day = c.on_day LEFT JOIN cash m ON m.day = c.on_day;
END $$;
COMMENT ON FUNCTION analytics_parts.value_days IS 'The totals of a portfolio at the end of each day from the first on which anything is held to today, in base currency; a total that would leave something out is null.';

CREATE FUNCTION analytics_parts.flow_days(portfolio bigint)
    RETURNS TABLE (day date, inflow numeric, outflow numeric)
    STABLE ROWS 1000 LANGUAGE plpgsql SECURITY DEFINER SET search_path FROM CURRENT SET jit = off AS $$
#variable_conflict use_column
DECLARE
    account analytics_parts.account;
BEGIN
    SELECT * INTO account FROM analytics_parts.account a WHERE a.portfolio_key = portfolio;
    RETURN QUERY
    WITH moved AS (
        SELECT b.trade_date, f.type, b.security_id, f.quantity, f.gross, b.cash_amount,
            CASE WHEN f.type = 'FX_CONVERSION' OR b.cash_amount = 0 THEN 0
                ELSE analytics_parts.divided(b.cash_amount * b.fx_multiplier, b.fx_divisor) END AS cash,
            CASE WHEN f.gross <> 0 THEN analytics_parts.divided(f.gross * b.fx_multiplier, b.fx_divisor) END AS told_value
        FROM booking b
        JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
            AND f.transaction_id = b.transaction_id AND f.revision = b.revision
        WHERE b.portfolio_key = portfolio AND b.status <> 'REJECTED' AND b.trade_date <= account.today),
    delivered AS (
        SELECT m.trade_date, CASE m.type WHEN 'TRANSFER_IN' THEN 1 ELSE -1 END AS direction, m.told_value, m.gross, m.cash, m.security_id,
            m.quantity, m.trade_date - CASE m.type WHEN 'TRANSFER_IN' THEN 1 ELSE 0 END AS valued_on
        FROM moved m WHERE m.type IN ('TRANSFER_IN', 'TRANSFER_OUT') AND m.security_id <> ''),
    flow AS (
        SELECT d.trade_date, d.direction * CASE WHEN d.gross <> 0 THEN d.told_value ELSE (
                SELECT analytics_parts.divided(d.quantity * p.price * r.multiplier, r.divisor)
                FROM analytics_parts.price_days(d.security_id, account.zone, d.valued_on, d.valued_on) p
                CROSS JOIN LATERAL analytics_parts.rate_days(p.currency, account.base_currency, account.zone, d.valued_on, d.valued_on) r
            ) END - CASE WHEN account.tracks_cash THEN 0 ELSE d.cash END AS amount
        FROM delivered d
        UNION ALL
        SELECT m.trade_date, CASE WHEN account.tracks_cash THEN m.cash ELSE 0 END FROM moved m
        WHERE m.type IN ('DEPOSIT', 'WITHDRAWAL') OR m.type IN ('TRANSFER_IN', 'TRANSFER_OUT') AND m.security_id = ''
        UNION ALL
        SELECT m.trade_date, -m.cash FROM moved m
        WHERE NOT account.tracks_cash AND m.type NOT IN ('DEPOSIT', 'WITHDRAWAL', 'TRANSFER_IN', 'TRANSFER_OUT'))
    SELECT f.trade_date,
        CASE WHEN bool_and(f.amount IS NOT NULL) THEN coalesce(sum(f.amount) FILTER (WHERE f.amount > 0), 0) END,
        CASE WHEN bool_and(f.amount IS NOT NULL) THEN coalesce(-sum(f.amount) FILTER (WHERE f.amount < 0), 0) END
    FROM flow f GROUP BY f.trade_date;
END $$;
COMMENT ON FUNCTION analytics_parts.flow_days IS 'External flows of each day in base currency at booked rates (DEFINITIONS 15); units delivered count at the value told, else at the market value of the evening before (in) or of the day (out). Null where one is not known.';

CREATE AGGREGATE analytics_parts.linked(double precision) (SFUNC = float8mul, STYPE = double precision, INITCOND = '1');
COMMENT ON AGGREGATE analytics_parts.linked(double precision) IS 'The product of all growth factors that are not null.';

CREATE FUNCTION analytics_parts.return_days(portfolio bigint)
    RETURNS TABLE (day date, begin_value numeric, inflow numeric, outflow numeric, end_value numeric, daily double precision,
        defined boolean, chain bigint)
    STABLE ROWS 4000 LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT SET jit = off AS $$
    WITH framed AS (
        SELECT v.day, CASE WHEN lag(v.day) OVER w IS NULL THEN 0 ELSE lag(v.total_value) OVER w END AS begin_value,
            CASE WHEN f.day IS NULL THEN 0 ELSE f.inflow END AS inflow, CASE WHEN f.day IS NULL THEN 0 ELSE f.outflow END AS outflow,
            v.total_value AS end_value
        FROM analytics_parts.value_days(portfolio) v LEFT JOIN analytics_parts.flow_days(portfolio) f ON f.day = v.day
        WINDOW w AS (ORDER BY v.day)),
    returned AS (
        SELECT f.*, CASE WHEN f.begin_value + f.inflow > 0 THEN
            (f.end_value - f.begin_value - f.inflow + f.outflow)::double precision / (f.begin_value + f.inflow)::double precision
            END AS daily
        FROM framed f)
    SELECT r.*, r.daily IS NOT NULL, count(*) FILTER (WHERE r.daily IS NULL) OVER (ORDER BY r.day) FROM returned r
$$;
COMMENT ON FUNCTION analytics_parts.return_days IS 'Daily time-weighted returns as decimals, inflows at the start and outflows at the end of the day (DEFINITIONS 16); chain counts the days without one so far.';
