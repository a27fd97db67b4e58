-- Returns begin on the day of the first transaction that counts, as those of the service do, even where nothing is held yet.
SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE OR REPLACE FUNCTION analytics_parts.return_days(portfolio bigint)
    RETURNS TABLE (day date, begin_value numeric, inflow numeric, outflow numeric, end_value numeric, daily double precision,
        defined boolean, chain bigint)
    STABLE ROWS 4000 LANGUAGE sql SECURITY DEFINER SET search_path FROM CURRENT SET jit = off AS $$
    WITH valued AS MATERIALIZED (
        SELECT v.day, v.total_value FROM analytics_parts.value_days(portfolio) v),
    early AS (
        SELECT e.first_day + n AS day FROM (
            SELECT min(b.trade_date) AS first_day, coalesce((SELECT min(v.day) FROM valued v), min(a.today) + 1) AS until_day
            FROM booking b JOIN analytics_parts.account a ON a.portfolio_key = b.portfolio_key
            WHERE b.portfolio_key = portfolio AND b.status <> 'REJECTED') e
        CROSS JOIN LATERAL generate_series(0, e.until_day - e.first_day - 1) n),
    held AS (
        SELECT v.day, v.total_value FROM valued v UNION ALL SELECT e.day, 0 FROM early e),
    framed AS (
        SELECT v.day, CASE WHEN lag(v.day) OVER w IS NULL THEN 0 ELSE lag(v.total_value) OVER w END AS begin_value,
            CASE WHEN f.day IS NULL THEN 0 ELSE f.inflow END AS inflow, CASE WHEN f.day IS NULL THEN 0 ELSE f.outflow END AS outflow,
            v.total_value AS end_value
        FROM held v LEFT JOIN analytics_parts.flow_days(portfolio) f ON f.day = v.day
        WINDOW w AS (ORDER BY v.day)),
    returned AS (
        SELECT f.*, CASE WHEN f.begin_value + f.inflow > 0 THEN
            (f.end_value - f.begin_value - f.inflow + f.outflow)::double precision / (f.begin_value + f.inflow)::double precision
            END AS daily
        FROM framed f)
    SELECT r.*, r.daily IS NOT NULL, count(*) FILTER (WHERE r.daily IS NULL) OVER (ORDER BY r.day) FROM returned r
$$;
COMMENT ON VIEW analytics.daily_returns IS 'Daily time-weighted returns since the first transaction that counts; inflows count at the start of the day, outflows at the end (DEFINITIONS 16).';
