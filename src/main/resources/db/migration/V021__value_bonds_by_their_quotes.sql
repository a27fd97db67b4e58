-- Bonds in the views for analysts are worth what their price means: face times factor times clean price and accrued interest.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE FUNCTION analytics_parts.bond_of(security text) RETURNS TABLE (security_id text, bond jsonb)
    STABLE ROWS 1 LANGUAGE sql SET search_path FROM CURRENT AS $$
    SELECT t.security_id, t.terms -> 'bond' FROM terms_of(security, 'infinity') t
    WHERE t.terms ? 'bond' OR t.product_type ~* '^(.*bonds?|fixed[ _-]?income)$'
$$;
COMMENT ON FUNCTION analytics_parts.bond_of IS 'The bond terms of a security by its newest terms; null where it is called a bond and none were told, and no row for anything else.';

CREATE FUNCTION analytics_parts.coupon_date(maturity date, frequency int, number int) RETURNS date
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE sql AS $$
    SELECT CASE WHEN maturity = (date_trunc('month', maturity) + interval '1 month - 1 day')::date
        THEN (date_trunc('month', maturity) + make_interval(months => number * 12 / frequency) + interval '1 month - 1 day')::date
        ELSE (maturity + make_interval(months => number * 12 / frequency))::date END
$$;
COMMENT ON FUNCTION analytics_parts.coupon_date IS 'The coupon date so many periods after the maturity, before it where negative; unadjusted, at the end of its month where the maturity is.';

CREATE FUNCTION analytics_parts.coupon_number(maturity date, frequency int, day date) RETURNS int
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    months int := (extract(year FROM day)::int - extract(year FROM maturity)::int) * 12
        + extract(month FROM day)::int - extract(month FROM maturity)::int;
    number int := floor(months * frequency / 12.0)::int + 1;
BEGIN
    WHILE analytics_parts.coupon_date(maturity, frequency, number) > day LOOP
        number := number - 1;
    END LOOP;
    RETURN number;
END $$;
COMMENT ON FUNCTION analytics_parts.coupon_number IS 'The number of the newest coupon date on or before a day.';

CREATE FUNCTION analytics_parts.thirty_360(convention text, d1 date, d2 date, maturity date) RETURNS int
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    a int := extract(day FROM d1);
    b int := extract(day FROM d2);
    months int := (extract(year FROM d2)::int - extract(year FROM d1)::int) * 12
        + extract(month FROM d2)::int - extract(month FROM d1)::int;
    february_1 boolean := extract(month FROM d1) = 2 AND extract(month FROM d1 + 1) = 3;
    february_2 boolean := extract(month FROM d2) = 2 AND extract(month FROM d2 + 1) = 3;
    pays_at_month_end boolean := extract(day FROM maturity + 1) = 1;
BEGIN
    CASE convention
        WHEN '30/360_US', '30/360_ISDA' THEN
            IF convention = '30/360_US' AND pays_at_month_end AND february_1 THEN
                b := CASE WHEN february_2 THEN 30 ELSE b END;
                a := 30;
            END IF;
            b := CASE WHEN b = 31 AND a >= 30 THEN 30 ELSE b END;
            a := least(a, 30);
        WHEN '30E/360' THEN
            a := least(a, 30);
            b := least(b, 30);
        WHEN '30E/360_ISDA' THEN
            a := CASE WHEN february_1 THEN 30 ELSE least(a, 30) END;
            b := CASE WHEN february_2 AND d2 <> maturity THEN 30 ELSE least(b, 30) END;
        WHEN '30E+/360' THEN
            a := least(a, 30);
            months := months + CASE WHEN b = 31 THEN 1 ELSE 0 END;
            b := CASE WHEN b = 31 THEN 1 ELSE b END;
    END CASE;
    RETURN 30 * months + b - a;
END $$;
COMMENT ON FUNCTION analytics_parts.thirty_360 IS 'Days between two dates in months of 30 days, by one of the conventions for it.';

CREATE FUNCTION analytics_parts.accrual_years(convention text, d1 date, d2 date, maturity date, frequency int) RETURNS numeric[]
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    first int;
    last int;
    days_1 numeric;
    days_2 numeric;
    whole_1 numeric;
    whole_2 numeric;
BEGIN
    IF d1 = d2 THEN
        RETURN ARRAY[0, 1];
    ELSIF convention = 'ACT/ACT_ICMA' THEN
        first := analytics_parts.coupon_number(maturity, frequency, d1);
        last := analytics_parts.coupon_number(maturity, frequency, d2);
        whole_1 := analytics_parts.coupon_date(maturity, frequency, first + 1) - analytics_parts.coupon_date(maturity, frequency, first);
        IF first = last THEN
            RETURN ARRAY[d2 - d1, whole_1 * frequency];
        END IF;
        whole_2 := analytics_parts.coupon_date(maturity, frequency, last + 1) - analytics_parts.coupon_date(maturity, frequency, last);
        days_1 := analytics_parts.coupon_date(maturity, frequency, first + 1) - d1;
        days_2 := d2 - analytics_parts.coupon_date(maturity, frequency, last);
        RETURN ARRAY[days_1 * whole_2 + days_2 * whole_1 + (last - first - 1) * whole_1 * whole_2, whole_1 * whole_2 * frequency];
    ELSIF convention = 'ACT/ACT_ISDA' THEN
        whole_1 := make_date(extract(year FROM d1)::int + 1, 1, 1) - make_date(extract(year FROM d1)::int, 1, 1);
        IF extract(year FROM d1) = extract(year FROM d2) THEN
            RETURN ARRAY[d2 - d1, whole_1];
        END IF;
        whole_2 := make_date(extract(year FROM d2)::int + 1, 1, 1) - make_date(extract(year FROM d2)::int, 1, 1);
        days_1 := make_date(extract(year FROM d1)::int + 1, 1, 1) - d1;
        days_2 := d2 - make_date(extract(year FROM d2)::int, 1, 1);
        RETURN ARRAY[days_1 * whole_2 + days_2 * whole_1
            + (extract(year FROM d2)::int - extract(year FROM d1)::int - 1) * whole_1 * whole_2, whole_1 * whole_2];
    ELSIF convention = 'ACT/365F' THEN
        RETURN ARRAY[d2 - d1, 365];
    ELSIF convention = 'ACT/360' THEN
        RETURN ARRAY[d2 - d1, 360];
    ELSIF convention LIKE '30%' THEN
        RETURN ARRAY[analytics_parts.thirty_360(convention, d1, d2, maturity), 360];
    END IF;
    RETURN NULL;
END $$;
COMMENT ON FUNCTION analytics_parts.accrual_years IS 'Years between two dates as numerator and denominator; null by a convention that counts business days or leaves out leap days.';

CREATE FUNCTION analytics_parts.accrued(bond jsonb, day date) RETURNS numeric
    IMMUTABLE STRICT PARALLEL SAFE LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    maturity date := bond ->> 'maturity_date';
    issued date := bond ->> 'issue_date';
    first_coupon date := bond ->> 'first_coupon_date';
    coupons int := bond ->> 'frequency';
    rate numeric := bond ->> 'coupon_rate';
    convention text := bond ->> 'day_count';
    ex_days int := coalesce((bond ->> 'ex_coupon_days')::int, 0);
    next int;
    first_number int;
    starts date;
    since numeric[];
    coupon numeric[];
BEGIN
    IF maturity IS NULL OR coupons IS NULL OR convention IS NULL OR (coupons > 0 AND rate IS NULL) OR day >= maturity
        OR day < issued OR (issued IS NULL AND day < first_coupon) THEN
        RETURN NULL;
    ELSIF coupons = 0 THEN
        RETURN 0;
    END IF;
    first_number := CASE WHEN first_coupon IS NOT NULL THEN analytics_parts.coupon_number(maturity, coupons, first_coupon)
        ELSE analytics_parts.coupon_number(maturity, coupons, issued) + 1 END;
    next := greatest(first_number, analytics_parts.coupon_number(maturity, coupons, day) + 1);
    starts := CASE WHEN next = first_number AND issued IS NOT NULL THEN issued
        ELSE analytics_parts.coupon_date(maturity, coupons, next - 1) END;
    since := analytics_parts.accrual_years(convention, starts, day, maturity, coupons);
    IF ex_days > 0 AND bond ->> 'calendar' IS NOT NULL THEN
        RETURN NULL;
    ELSIF ex_days > 0 AND day > analytics_parts.coupon_date(maturity, coupons, next) - ex_days THEN
        coupon := CASE WHEN starts = analytics_parts.coupon_date(maturity, coupons, next - 1) THEN ARRAY[1, coupons]
            ELSE analytics_parts.accrual_years(convention, starts, analytics_parts.coupon_date(maturity, coupons, next), maturity, coupons) END;
        since := ARRAY[since[1] * coupon[2] - coupon[1] * since[2], since[2] * coupon[2]];
    END IF;
    RETURN analytics_parts.divided(100 * rate * since[1], since[2]);
END $$;
COMMENT ON FUNCTION analytics_parts.accrued IS 'Accrued interest of a bond per 100 face at the end of a day, to 18 decimals (DEFINITIONS 21); null where its terms or its life do not say, and where only a calendar of business days would.';

CREATE FUNCTION analytics_parts.face_value(bond jsonb, price numeric, day date) RETURNS numeric
    IMMUTABLE PARALLEL SAFE LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
DECLARE
    factor numeric := coalesce((bond ->> 'factor')::numeric, (
        SELECT (f ->> 'factor')::numeric FROM jsonb_array_elements(bond -> 'factors') f
        WHERE (f ->> 'date')::date <= day ORDER BY (f ->> 'date')::date DESC LIMIT 1), 1);
    quoted numeric := price * CASE bond ->> 'price_unit' WHEN 'PERCENT' THEN 1 WHEN 'UNIT' THEN 100 END;
BEGIN
    RETURN CASE bond ->> 'price_type' WHEN 'CLEAN' THEN factor * (quoted + analytics_parts.accrued(bond, day)) * 0.01
        WHEN 'DIRTY' THEN factor * quoted * 0.01 END;
EXCEPTION WHEN data_exception THEN
    RETURN NULL;
END $$;
COMMENT ON FUNCTION analytics_parts.face_value IS 'What one unit of face is worth at a price: factor times clean price and accrued interest over 100; null where the terms do not say what the price means.';

CREATE OR REPLACE FUNCTION analytics_parts.position_days(portfolio bigint)
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
    meaning AS MATERIALIZED (
        SELECT h.security_id, m.bond FROM held h CROSS JOIN LATERAL analytics_parts.bond_of(h.security_id) m),
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
                WHEN p.currency = d.currency THEN d.quantity * u.value
                ELSE analytics_parts.divided(d.quantity * u.value * q.multiplier, q.divisor) END AS value,
            b.multiplier, b.divisor
        FROM held_day d
        LEFT JOIN priced p ON p.security_id = d.security_id AND p.day = d.on_day AND d.quantity <> 0
        LEFT JOIN meaning m ON m.security_id = d.security_id
        CROSS JOIN LATERAL (
            SELECT CASE WHEN m.security_id IS NULL THEN p.price
                ELSE analytics_parts.face_value(m.bond, p.price, d.on_day) END AS value) u
        LEFT JOIN rate q ON q.a = p.currency AND q.b = d.currency AND q.day = d.on_day AND p.currency <> d.currency
        LEFT JOIN rate b ON b.a = d.currency AND b.b = account.base_currency AND b.day = d.on_day)
    SELECT v.on_day, v.security_id, v.changed, v.currency, v.quantity, v.cost, v.cost_base,
        CASE WHEN v.changed THEN v.realized ELSE 0 END, CASE WHEN v.changed THEN v.realized_base ELSE 0 END,
        CASE WHEN v.changed THEN v.income ELSE 0 END, CASE WHEN v.changed THEN v.income_base ELSE 0 END,
        v.price, v.price_currency, v.price_time, v.value,
        CASE WHEN v.value = 0 THEN 0 ELSE analytics_parts.divided(v.value * v.multiplier, v.divisor) END
    FROM valued v;
END $$;

CREATE OR REPLACE FUNCTION analytics_parts.flow_days(portfolio bigint)
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
                SELECT analytics_parts.divided(d.quantity * CASE WHEN m.security_id IS NULL THEN p.price
                    ELSE analytics_parts.face_value(m.bond, p.price, d.valued_on) END * r.multiplier, r.divisor)
                FROM analytics_parts.price_days(d.security_id, account.zone, d.valued_on, d.valued_on) p
                LEFT JOIN LATERAL analytics_parts.bond_of(d.security_id) m ON true
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

COMMENT ON COLUMN analytics.fact_positions_daily.market_value IS 'cumulative_position times price, of a bond times factor and (clean price + accrued interest) over 100; in currency. Null without a price, and where the terms of a bond do not say what its price means.';
COMMENT ON COLUMN analytics.stg_prices.price IS 'Per unit, of a bond as its terms say, in currency.';

-- Daily values that were kept were computed without it.
DELETE FROM portfolio_day;
DELETE FROM portfolio_day_head;
