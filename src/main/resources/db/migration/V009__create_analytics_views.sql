-- The schema analytics: documented views for people who ask in SQL. docs/sql.md is made from the comments.

SELECT set_config('search_path', quote_ident(current_schema()) || ', pg_temp', true);

CREATE SCHEMA analytics;
COMMENT ON SCHEMA analytics IS 'Views for analysts, as of now with everything that is known. A figure that would rest on a missing price, rate or flow is null, never smaller. Percentages end in _pct; one account is one (owner_id, account_id).';

CREATE VIEW analytics.stg_trades AS
SELECT a.owner_id, a.account_id, f.source, f.transaction_id AS trade_id, f.revision, f.type AS side,
    nullif(coalesce(b.security_id, f.security_id, ''), '') AS security_id, f.symbol, f.trade_date, f.trade_time, f.settlement_date,
    f.quantity, f.price, f.gross AS gross_amount, f.fees, f.taxes, f.accrued_interest, f.currency, f.fx_rate, told.recorded_at
FROM analytics_parts.account a
JOIN transaction_fact f ON f.portfolio_key = a.portfolio_key
JOIN batch told ON told.id = f.batch_id
LEFT JOIN booking b ON b.portfolio_key = f.portfolio_key AND b.source = f.source AND b.transaction_id = f.transaction_id
    AND b.revision = f.revision
WHERE f.superseded_batch IS NULL AND NOT f.reversed AND f.type IN ('BUY', 'SELL', 'SELL_SHORT', 'BUY_TO_COVER');

CREATE VIEW analytics.stg_cash_events AS
SELECT a.owner_id, a.account_id, f.source, f.transaction_id AS event_id, f.revision, f.type AS event_type,
    nullif(coalesce(b.security_id, f.security_id, ''), '') AS security_id, f.trade_date AS event_date, f.trade_time AS event_time,
    f.gross AS gross_amount, f.fees, f.taxes, f.withholding_tax, b.cash_amount AS amount, f.currency, b.bought_amount,
    b.bought_currency, b.status, f.notes AS description,
    told.recorded_at
FROM analytics_parts.account a
JOIN transaction_fact f ON f.portfolio_key = a.portfolio_key
JOIN batch told ON told.id = f.batch_id
LEFT JOIN booking b ON b.portfolio_key = f.portfolio_key AND b.source = f.source AND b.transaction_id = f.transaction_id
    AND b.revision = f.revision
WHERE f.superseded_batch IS NULL AND NOT f.reversed
    AND f.type IN ('DEPOSIT', 'WITHDRAWAL', 'DIVIDEND', 'INTEREST', 'FEE', 'TAX', 'TRANSFER_IN', 'TRANSFER_OUT', 'FX_CONVERSION',
        'RETURN_OF_CAPITAL', 'REDEMPTION', 'AMORTIZATION', 'ADJUSTMENT');

CREATE VIEW analytics.stg_prices AS
WITH word AS (
    SELECT DISTINCT ON (p.price_key, p.by_symbol, p.date_only, p.price_time, p.source, p.partition) p.*, b.recorded_at
    FROM market_price p JOIN batch b ON b.id = p.batch_id
    ORDER BY p.price_key, p.by_symbol, p.date_only, p.price_time, p.source, p.partition, b.recorded_at DESC, p.kafka_offset DESC),
winner AS (
    SELECT DISTINCT ON (w.price_key, w.by_symbol, w.date_only, w.price_time, w.source) w.* FROM word w
    ORDER BY w.price_key, w.by_symbol, w.date_only, w.price_time, w.source, w.told_at DESC, w.partition DESC)
SELECT w.price_key, CASE WHEN w.by_symbol THEN 'symbol' ELSE 'security_id' END AS keyed_by,
    (w.price_time AT TIME ZONE 'UTC')::date AS price_date, CASE WHEN NOT w.date_only THEN w.price_time END AS price_time,
    w.price, w.currency, w.volume, w.source, w.recorded_at
FROM winner w;

CREATE VIEW analytics.dim_account AS
SELECT a.owner_id, a.account_id, p.id AS portfolio_uuid, p.name AS account_name, p.description, p.base_currency, p.time_zone,
    p.open_date, p.close_date, a.cost_method, a.cash_tracking, a.tracks_cash, p.benchmark_id, p.version AS books_version, p.created_at
FROM analytics_parts.account a JOIN portfolio p ON p.key = a.portfolio_key;

CREATE VIEW analytics.dim_symbol AS
WITH word AS (
    SELECT DISTINCT ON (f.security_id, f.partition) f.*, b.recorded_at FROM instrument_fact f JOIN batch b ON b.id = f.batch_id
    ORDER BY f.security_id, f.partition, b.recorded_at DESC, f.kafka_offset DESC)
SELECT DISTINCT ON (w.security_id) w.security_id, coalesce(w.symbol, w.security_id) AS symbol, w.name, w.isin, w.currency,
    w.product_type, w.asset_class, w.sector, w.country, w.recorded_at
FROM word w ORDER BY w.security_id, w.told_at DESC, w.partition DESC;

CREATE VIEW analytics.dim_date AS
SELECT d.date_day, extract(year FROM d.date_day)::int AS year, extract(quarter FROM d.date_day)::int AS quarter,
    extract(month FROM d.date_day)::int AS month, to_char(d.date_day, 'FMMonth') AS month_name,
    extract(day FROM d.date_day)::int AS day_of_month, extract(isodow FROM d.date_day)::int AS day_of_week,
    to_char(d.date_day, 'FMDay') AS day_name, extract(isoyear FROM d.date_day)::int AS iso_year,
    extract(week FROM d.date_day)::int AS iso_week, extract(doy FROM d.date_day)::int AS day_of_year,
    extract(isodow FROM d.date_day) >= 6 AS is_weekend,
    d.date_day = (date_trunc('month', d.date_day) + interval '1 month - 1 day')::date AS is_month_end,
    d.date_day = (date_trunc('quarter', d.date_day) + interval '3 months - 1 day')::date AS is_quarter_end,
    d.date_day = (date_trunc('year', d.date_day) + interval '1 year - 1 day')::date AS is_year_end
FROM (SELECT date '1970-01-01' + n AS date_day
    FROM generate_series(0, (date_trunc('year', now()) + interval '2 years')::date - date '1970-01-02') n) d;

CREATE VIEW analytics.fact_trades AS
SELECT a.owner_id, a.account_id, f.source, f.transaction_id AS trade_id, f.revision, f.type AS side,
    nullif(b.security_id, '') AS security_id, coalesce(i.symbol, f.symbol, nullif(b.security_id, '')) AS symbol, f.trade_date, f.trade_time,
    f.quantity, CASE WHEN f.type IN ('BUY', 'BUY_TO_COVER') THEN f.quantity ELSE -f.quantity END AS signed_quantity,
    f.price, f.gross AS gross_amount, f.fees, f.taxes, f.currency, a.base_currency, b.net_cost, b.net_cost_base, b.proceeds,
    b.realized AS realized_pnl, b.realized_base AS realized_pnl_base, b.cash_amount, b.status, b.reason
FROM analytics_parts.account a
JOIN booking b ON b.portfolio_key = a.portfolio_key
JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source AND f.transaction_id = b.transaction_id
    AND f.revision = b.revision
LEFT JOIN LATERAL (SELECT s.symbol FROM analytics.dim_symbol s WHERE s.security_id = b.security_id OFFSET 0) i ON true
WHERE f.type IN ('BUY', 'SELL', 'SELL_SHORT', 'BUY_TO_COVER');

CREATE VIEW analytics.fact_positions_daily AS
SELECT a.owner_id, a.account_id, d.*
FROM analytics_parts.account a
CROSS JOIN LATERAL (
    SELECT p.security_id, coalesce(i.symbol, p.security_id) AS symbol, p.day AS position_date, p.currency, a.base_currency,
        p.quantity AS cumulative_position, p.cost AS cost_basis, p.cost_base AS cost_basis_base,
        CASE WHEN p.quantity <> 0 THEN analytics_parts.divided(p.cost, p.quantity) END AS avg_cost_per_share,
        p.price, p.price_currency, p.price_time, p.value AS market_value, p.value_base AS market_value_base,
        p.value - p.cost AS unrealized_pnl, p.value_base - p.cost_base AS unrealized_pnl_base,
        p.value_base IS NOT NULL AS is_complete
    FROM analytics_parts.position_days(a.portfolio_key) p
    LEFT JOIN (
        SELECT h.security_id, s.symbol FROM position h
        CROSS JOIN LATERAL (SELECT s.symbol FROM analytics.dim_symbol s WHERE s.security_id = h.security_id OFFSET 0) s
        WHERE h.portfolio_key = a.portfolio_key) i ON i.security_id = p.security_id
    OFFSET 0) d;

CREATE VIEW analytics.fact_portfolio_value_daily AS
SELECT a.owner_id, a.account_id, v.day AS value_date, a.base_currency, v.positions_value, v.cash_balance, v.total_value, v.total_cost,
    v.positions_value - v.total_cost AS unrealized_pnl, v.priced_value, v.open_positions, v.unpriced_positions, v.unconverted_balances,
    v.total_value IS NOT NULL AS is_complete
FROM analytics_parts.account a CROSS JOIN LATERAL analytics_parts.value_days(a.portfolio_key) v;

CREATE VIEW analytics.fact_pnl_daily AS
SELECT a.owner_id, a.account_id, d.*
FROM analytics_parts.account a
CROSS JOIN LATERAL (
    SELECT e.security_id, coalesce(i.symbol, e.security_id) AS symbol, e.day AS pnl_date, a.base_currency,
        e.realized_base AS realized_pnl, e.income_base AS income, e.unrealized AS unrealized_pnl,
        e.unrealized - e.unrealized_before AS unrealized_pnl_change,
        e.realized_base + e.income_base + (e.unrealized - e.unrealized_before) AS daily_pnl,
        e.realized_so_far AS cumulative_realized_pnl, e.income_so_far AS cumulative_income,
        e.realized_so_far + e.income_so_far + e.unrealized AS total_pnl, e.unrealized IS NOT NULL AS is_complete
    FROM (
        SELECT p.*, p.value_base - p.cost_base AS unrealized,
            CASE WHEN row_number() OVER w = 1 THEN 0 ELSE lag(p.value_base - p.cost_base) OVER w END AS unrealized_before,
            CASE WHEN bool_and(p.realized_base IS NOT NULL) OVER w THEN sum(p.realized_base) OVER w END AS realized_so_far,
            CASE WHEN bool_and(p.income_base IS NOT NULL) OVER w THEN sum(p.income_base) OVER w END AS income_so_far
        FROM analytics_parts.position_days(a.portfolio_key) p
        WINDOW w AS (PARTITION BY p.security_id ORDER BY p.day)) e
    LEFT JOIN (
        SELECT h.security_id, s.symbol FROM position h
        CROSS JOIN LATERAL (SELECT s.symbol FROM analytics.dim_symbol s WHERE s.security_id = h.security_id OFFSET 0) s
        WHERE h.portfolio_key = a.portfolio_key) i ON i.security_id = e.security_id) d;

CREATE VIEW analytics.daily_returns AS
SELECT a.owner_id, a.account_id, r.day AS value_date, a.base_currency, r.begin_value, r.inflow, r.outflow, r.end_value,
    100 * r.daily AS daily_return_pct, r.defined AS is_complete
FROM analytics_parts.account a CROSS JOIN LATERAL analytics_parts.return_days(a.portfolio_key) r;

CREATE VIEW analytics.cumulative_returns AS
SELECT a.owner_id, a.account_id, d.*
FROM analytics_parts.account a
CROSS JOIN LATERAL (
    SELECT r.day AS value_date,
        CASE WHEN r.chain = 0 THEN 100 * (analytics_parts.linked(1 + r.daily) OVER (ORDER BY r.day) - 1) END AS cumulative_return_pct,
        CASE WHEN r.chain = 0 THEN analytics_parts.linked(1 + r.daily) OVER (ORDER BY r.day) END AS return_index,
        min(r.day) FILTER (WHERE NOT r.defined) OVER (ORDER BY r.day) AS broken_since,
        min(r.day) FILTER (WHERE r.defined) OVER (PARTITION BY r.chain) AS chain_start_date,
        CASE WHEN r.defined THEN
            100 * (analytics_parts.linked(1 + r.daily) OVER (PARTITION BY r.chain ORDER BY r.day) - 1) END AS chain_return_pct
    FROM analytics_parts.return_days(a.portfolio_key) r) d;

CREATE VIEW analytics.drawdown AS
SELECT a.owner_id, a.account_id, d.*
FROM analytics_parts.account a
CROSS JOIN LATERAL (
    SELECT e.value_date, CASE WHEN e.level IS NOT NULL THEN greatest(e.peak, 1) END AS peak_index,
        e.below AS drawdown_pct, min(e.below) OVER (ORDER BY e.value_date)
            * CASE WHEN e.level IS NOT NULL THEN 1 END AS max_drawdown_pct
    FROM (
        SELECT c.*, 100 * least(c.level / greatest(c.peak, 1) - 1, 0) AS below
        FROM (
            SELECT r.value_date, r.level, max(r.level) OVER (ORDER BY r.value_date) AS peak
            FROM (
                SELECT x.day AS value_date,
                    CASE WHEN x.chain = 0 THEN analytics_parts.linked(1 + x.daily) OVER (ORDER BY x.day) END AS level
                FROM analytics_parts.return_days(a.portfolio_key) x) r) c) e) d;

CREATE VIEW analytics.rolling_volatility AS
SELECT a.owner_id, a.account_id, d.*
FROM analytics_parts.account a
CROSS JOIN LATERAL (
    SELECT r.day AS value_date, count(r.daily) OVER w AS returns_in_window,
        CASE WHEN count(r.daily) OVER w >= 20 AND count(*) OVER w = count(r.daily) OVER w
            THEN 100 * stddev_samp(r.daily) OVER w END AS daily_volatility_pct,
        CASE WHEN count(r.daily) OVER w >= 20 AND count(*) OVER w = count(r.daily) OVER w
            THEN 100 * stddev_samp(r.daily) OVER w * sqrt(365::double precision) END AS annualized_volatility_pct
    FROM analytics_parts.return_days(a.portfolio_key) r
    WINDOW w AS (ORDER BY r.day ROWS BETWEEN 29 PRECEDING AND CURRENT ROW)) d;

COMMENT ON VIEW analytics.stg_trades IS 'Trades as they were told, the newest revision of each; deleted ones are left out.';
COMMENT ON COLUMN analytics.stg_trades.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.stg_trades.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.stg_trades.source IS 'Who told it; with the id it identifies a transaction.';
COMMENT ON COLUMN analytics.stg_trades.trade_id IS 'transaction_id in REST.';
COMMENT ON COLUMN analytics.stg_trades.revision IS 'The newest one; a correction is a greater revision.';
COMMENT ON COLUMN analytics.stg_trades.side IS 'BUY, SELL, SELL_SHORT or BUY_TO_COVER.';
COMMENT ON COLUMN analytics.stg_trades.security_id IS 'The security; null while the symbol of the trade is not known.';
COMMENT ON COLUMN analytics.stg_trades.symbol IS 'As told; null where the trade named a security.';
COMMENT ON COLUMN analytics.stg_trades.trade_date IS 'Given, or the date of trade_time in the portfolio''s time zone.';
COMMENT ON COLUMN analytics.stg_trades.trade_time IS 'The instant, where one was given.';
COMMENT ON COLUMN analytics.stg_trades.settlement_date IS 'As told.';
COMMENT ON COLUMN analytics.stg_trades.quantity IS 'Units, as told.';
COMMENT ON COLUMN analytics.stg_trades.price IS 'Per unit, in currency.';
COMMENT ON COLUMN analytics.stg_trades.gross_amount IS 'Quantity times price, before fees, taxes and accrued interest; in currency.';
COMMENT ON COLUMN analytics.stg_trades.fees IS 'In currency.';
COMMENT ON COLUMN analytics.stg_trades.taxes IS 'In currency.';
COMMENT ON COLUMN analytics.stg_trades.accrued_interest IS 'Bought or sold with a bond; in currency.';
COMMENT ON COLUMN analytics.stg_trades.currency IS 'Of all amounts that are not in base currency.';
COMMENT ON COLUMN analytics.stg_trades.fx_rate IS 'Base units per unit of currency, where the trade told one.';
COMMENT ON COLUMN analytics.stg_trades.recorded_at IS 'When it became known.';

COMMENT ON VIEW analytics.stg_cash_events IS 'Everything but trades that may move cash, as told and as booked; deleted ones are left out.';
COMMENT ON COLUMN analytics.stg_cash_events.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.stg_cash_events.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.stg_cash_events.source IS 'Who told it; with the id it identifies a transaction.';
COMMENT ON COLUMN analytics.stg_cash_events.event_id IS 'transaction_id in REST.';
COMMENT ON COLUMN analytics.stg_cash_events.revision IS 'The newest one; a correction is a greater revision.';
COMMENT ON COLUMN analytics.stg_cash_events.event_type IS 'Such as DEPOSIT, WITHDRAWAL, DIVIDEND, INTEREST, FEE, TAX.';
COMMENT ON COLUMN analytics.stg_cash_events.security_id IS 'What it is paid on; null for cash alone.';
COMMENT ON COLUMN analytics.stg_cash_events.event_date IS 'Given, or the date of event_time in the portfolio''s time zone.';
COMMENT ON COLUMN analytics.stg_cash_events.event_time IS 'The instant, where one was given.';
COMMENT ON COLUMN analytics.stg_cash_events.gross_amount IS 'Before fees and taxes, as told; in currency.';
COMMENT ON COLUMN analytics.stg_cash_events.fees IS 'In currency.';
COMMENT ON COLUMN analytics.stg_cash_events.taxes IS 'In currency.';
COMMENT ON COLUMN analytics.stg_cash_events.withholding_tax IS 'In currency.';
COMMENT ON COLUMN analytics.stg_cash_events.amount IS 'What it did to the cash balance of currency: positive in, negative out; null before it is booked.';
COMMENT ON COLUMN analytics.stg_cash_events.currency IS 'Of the amounts; of a conversion, what was sold.';
COMMENT ON COLUMN analytics.stg_cash_events.bought_amount IS 'Of a conversion: what came in; in bought_currency.';
COMMENT ON COLUMN analytics.stg_cash_events.bought_currency IS 'Of a conversion: the currency bought.';
COMMENT ON COLUMN analytics.stg_cash_events.status IS 'BOOKED, WAITING (for a rate) or REJECTED.';
COMMENT ON COLUMN analytics.stg_cash_events.description IS 'Notes, as told.';
COMMENT ON COLUMN analytics.stg_cash_events.recorded_at IS 'When it became known.';

COMMENT ON VIEW analytics.stg_prices IS 'Prices of every source, the word that counts of each; shared by all accounts.';
COMMENT ON COLUMN analytics.stg_prices.price_key IS 'A security_id or a symbol, by keyed_by.';
COMMENT ON COLUMN analytics.stg_prices.keyed_by IS 'security_id or symbol.';
COMMENT ON COLUMN analytics.stg_prices.price_date IS 'The date of a date-only price; the UTC date of a timed one.';
COMMENT ON COLUMN analytics.stg_prices.price_time IS 'The instant; null for a date-only price, which holds from the end of its day.';
COMMENT ON COLUMN analytics.stg_prices.price IS 'Per unit, in currency.';
COMMENT ON COLUMN analytics.stg_prices.currency IS 'Of all amounts that are not in base currency.';
COMMENT ON COLUMN analytics.stg_prices.volume IS 'As told.';
COMMENT ON COLUMN analytics.stg_prices.source IS 'Who told the price.';
COMMENT ON COLUMN analytics.stg_prices.recorded_at IS 'When it became known.';

COMMENT ON VIEW analytics.dim_account IS 'Portfolios that are not deleted.';
COMMENT ON COLUMN analytics.dim_account.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.dim_account.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.dim_account.portfolio_uuid IS 'The id of the service, unique everywhere.';
COMMENT ON COLUMN analytics.dim_account.account_name IS 'As told.';
COMMENT ON COLUMN analytics.dim_account.description IS 'As told.';
COMMENT ON COLUMN analytics.dim_account.base_currency IS 'The currency of the portfolio.';
COMMENT ON COLUMN analytics.dim_account.time_zone IS 'Says when a day ends.';
COMMENT ON COLUMN analytics.dim_account.open_date IS 'As told.';
COMMENT ON COLUMN analytics.dim_account.close_date IS 'As told.';
COMMENT ON COLUMN analytics.dim_account.cost_method IS 'FIFO, LIFO, HIFO, LOFO, AVERAGE or SPECIFIC.';
COMMENT ON COLUMN analytics.dim_account.cash_tracking IS 'The policy: TRACKED, IMPLIED or AUTO.';
COMMENT ON COLUMN analytics.dim_account.tracks_cash IS 'Whether cash is kept now; otherwise each trade''s cash is an external flow.';
COMMENT ON COLUMN analytics.dim_account.benchmark_id IS 'What it is measured against.';
COMMENT ON COLUMN analytics.dim_account.books_version IS 'Grows by one with every batch that changed the books.';
COMMENT ON COLUMN analytics.dim_account.created_at IS 'When the portfolio was made.';

COMMENT ON VIEW analytics.dim_symbol IS 'Instruments by their newest known terms; shared by all accounts.';
COMMENT ON COLUMN analytics.dim_symbol.security_id IS 'The security, as instruments name it.';
COMMENT ON COLUMN analytics.dim_symbol.symbol IS 'Its symbol, or its security_id where it has none.';
COMMENT ON COLUMN analytics.dim_symbol.name IS 'As told.';
COMMENT ON COLUMN analytics.dim_symbol.isin IS 'As told.';
COMMENT ON COLUMN analytics.dim_symbol.currency IS 'Of its quotes.';
COMMENT ON COLUMN analytics.dim_symbol.product_type IS 'As told.';
COMMENT ON COLUMN analytics.dim_symbol.asset_class IS 'As told.';
COMMENT ON COLUMN analytics.dim_symbol.sector IS 'As told.';
COMMENT ON COLUMN analytics.dim_symbol.country IS 'As told.';
COMMENT ON COLUMN analytics.dim_symbol.recorded_at IS 'When these terms became known.';

COMMENT ON VIEW analytics.dim_date IS 'Days from 1970 to the end of next year; shared by all accounts.';
COMMENT ON COLUMN analytics.dim_date.date_day IS 'The day.';
COMMENT ON COLUMN analytics.dim_date.year IS 'Calendar year.';
COMMENT ON COLUMN analytics.dim_date.quarter IS '1 to 4.';
COMMENT ON COLUMN analytics.dim_date.month IS '1 to 12.';
COMMENT ON COLUMN analytics.dim_date.month_name IS 'English.';
COMMENT ON COLUMN analytics.dim_date.day_of_month IS '1 to 31.';
COMMENT ON COLUMN analytics.dim_date.day_of_week IS '1 Monday to 7 Sunday.';
COMMENT ON COLUMN analytics.dim_date.day_name IS 'English.';
COMMENT ON COLUMN analytics.dim_date.iso_year IS 'The year to which iso_week belongs.';
COMMENT ON COLUMN analytics.dim_date.iso_week IS '1 to 53.';
COMMENT ON COLUMN analytics.dim_date.day_of_year IS '1 to 366.';
COMMENT ON COLUMN analytics.dim_date.is_weekend IS 'Saturday or Sunday.';
COMMENT ON COLUMN analytics.dim_date.is_month_end IS 'Last day of the month.';
COMMENT ON COLUMN analytics.dim_date.is_quarter_end IS 'Last day of the quarter.';
COMMENT ON COLUMN analytics.dim_date.is_year_end IS '31 December.';

COMMENT ON VIEW analytics.fact_trades IS 'Trades with what they did to the books, the rejected ones among them.';
COMMENT ON COLUMN analytics.fact_trades.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.fact_trades.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.fact_trades.source IS 'Who told it; with the id it identifies a transaction.';
COMMENT ON COLUMN analytics.fact_trades.trade_id IS 'transaction_id in REST.';
COMMENT ON COLUMN analytics.fact_trades.revision IS 'The newest one; a correction is a greater revision.';
COMMENT ON COLUMN analytics.fact_trades.side IS 'BUY, SELL, SELL_SHORT or BUY_TO_COVER.';
COMMENT ON COLUMN analytics.fact_trades.security_id IS 'The security in whose books the trade stands.';
COMMENT ON COLUMN analytics.fact_trades.symbol IS 'The symbol of its newest known terms; its security_id where none is known.';
COMMENT ON COLUMN analytics.fact_trades.trade_date IS 'Given, or the date of trade_time in the portfolio''s time zone.';
COMMENT ON COLUMN analytics.fact_trades.trade_time IS 'The instant, where one was given.';
COMMENT ON COLUMN analytics.fact_trades.quantity IS 'Units, as told.';
COMMENT ON COLUMN analytics.fact_trades.signed_quantity IS 'Positive where units come in, negative where they go.';
COMMENT ON COLUMN analytics.fact_trades.price IS 'Per unit, in currency.';
COMMENT ON COLUMN analytics.fact_trades.gross_amount IS 'Quantity times price, before fees, taxes and accrued interest; in currency.';
COMMENT ON COLUMN analytics.fact_trades.fees IS 'In currency.';
COMMENT ON COLUMN analytics.fact_trades.taxes IS 'In currency.';
COMMENT ON COLUMN analytics.fact_trades.currency IS 'Of all amounts that are not in base currency.';
COMMENT ON COLUMN analytics.fact_trades.base_currency IS 'The currency of the portfolio.';
COMMENT ON COLUMN analytics.fact_trades.net_cost IS 'Change of the position''s cost; in currency.';
COMMENT ON COLUMN analytics.fact_trades.net_cost_base IS 'The same in base currency; null while the rate is unknown.';
COMMENT ON COLUMN analytics.fact_trades.proceeds IS 'Of a sale, after fees and taxes; in currency.';
COMMENT ON COLUMN analytics.fact_trades.realized_pnl IS 'Proceeds less the cost of the lots sold; in currency.';
COMMENT ON COLUMN analytics.fact_trades.realized_pnl_base IS 'The same in base currency, each side at the rate of its own day.';
COMMENT ON COLUMN analytics.fact_trades.cash_amount IS 'Change of cash: positive in, negative out; in currency.';
COMMENT ON COLUMN analytics.fact_trades.status IS 'BOOKED, WAITING (booked in currency, its rate to base not known) or REJECTED.';
COMMENT ON COLUMN analytics.fact_trades.reason IS 'Why it is rejected.';

COMMENT ON VIEW analytics.fact_positions_daily IS 'Every position at the end of every day on which it is open, and of the day on which it is closed.';
COMMENT ON COLUMN analytics.fact_positions_daily.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.fact_positions_daily.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.fact_positions_daily.security_id IS 'The security, as instruments name it.';
COMMENT ON COLUMN analytics.fact_positions_daily.symbol IS 'The symbol of its newest known terms; its security_id where none is known.';
COMMENT ON COLUMN analytics.fact_positions_daily.position_date IS 'The end of this day in the time zone of the portfolio; today means now.';
COMMENT ON COLUMN analytics.fact_positions_daily.currency IS 'Of the position; of price where price_currency is the same.';
COMMENT ON COLUMN analytics.fact_positions_daily.base_currency IS 'The currency of the portfolio.';
COMMENT ON COLUMN analytics.fact_positions_daily.cumulative_position IS 'Units held, negative when short, 0 on the day of closing.';
COMMENT ON COLUMN analytics.fact_positions_daily.cost_basis IS 'Cost of the units held; in currency.';
COMMENT ON COLUMN analytics.fact_positions_daily.cost_basis_base IS 'The same at the rates of the trade dates; in base currency.';
COMMENT ON COLUMN analytics.fact_positions_daily.avg_cost_per_share IS 'cost_basis / cumulative_position to 18 decimals; in currency. Null when nothing is held.';
COMMENT ON COLUMN analytics.fact_positions_daily.price IS 'The newest at or before the end of the day; null if there is none.';
COMMENT ON COLUMN analytics.fact_positions_daily.price_currency IS 'In which it was quoted; where not that of the position it is converted.';
COMMENT ON COLUMN analytics.fact_positions_daily.price_time IS 'The instant of a timed price; 00:00 UTC of its date for a date-only one.';
COMMENT ON COLUMN analytics.fact_positions_daily.market_value IS 'cumulative_position times price; in currency.';
COMMENT ON COLUMN analytics.fact_positions_daily.market_value_base IS 'The same at the rate of the day; in base currency.';
COMMENT ON COLUMN analytics.fact_positions_daily.unrealized_pnl IS 'market_value less cost_basis; in currency.';
COMMENT ON COLUMN analytics.fact_positions_daily.unrealized_pnl_base IS 'market_value_base less cost_basis_base, price and currency effect together.';
COMMENT ON COLUMN analytics.fact_positions_daily.is_complete IS 'False where a figure of the row is null because a price, a rate or a flow is missing.';

COMMENT ON VIEW analytics.fact_portfolio_value_daily IS 'The totals of each account at the end of each day, from the first on which anything is held to today.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.value_date IS 'The end of this day in the time zone of the portfolio; today means now.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.base_currency IS 'The currency of the portfolio.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.positions_value IS 'Market value of all positions; in base currency. Null while one of them has none.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.cash_balance IS 'All currencies in base currency; 0 while cash is not tracked.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.total_value IS 'positions_value plus cash_balance.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.total_cost IS 'Cost of what is held at the rates of the trade dates; in base currency.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.unrealized_pnl IS 'positions_value less total_cost.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.priced_value IS 'The part of positions_value that is known.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.open_positions IS 'Positions with units.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.unpriced_positions IS 'Those of them without a price or a rate.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.unconverted_balances IS 'Cash balances without a rate to base.';
COMMENT ON COLUMN analytics.fact_portfolio_value_daily.is_complete IS 'Whether total_value is known.';

COMMENT ON VIEW analytics.fact_pnl_daily IS 'Profit and loss of each security for each day of fact_positions_daily; all in base currency.';
COMMENT ON COLUMN analytics.fact_pnl_daily.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.fact_pnl_daily.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.fact_pnl_daily.security_id IS 'The security, as instruments name it.';
COMMENT ON COLUMN analytics.fact_pnl_daily.symbol IS 'The symbol of its newest known terms; its security_id where none is known.';
COMMENT ON COLUMN analytics.fact_pnl_daily.pnl_date IS 'The end of this day in the time zone of the portfolio.';
COMMENT ON COLUMN analytics.fact_pnl_daily.base_currency IS 'The currency of the portfolio.';
COMMENT ON COLUMN analytics.fact_pnl_daily.realized_pnl IS 'Gains realised on the day.';
COMMENT ON COLUMN analytics.fact_pnl_daily.income IS 'Dividends, interest and the like of the day, net.';
COMMENT ON COLUMN analytics.fact_pnl_daily.unrealized_pnl IS 'At the end of the day.';
COMMENT ON COLUMN analytics.fact_pnl_daily.unrealized_pnl_change IS 'Against the row before, which is the day before or the day of the last closing.';
COMMENT ON COLUMN analytics.fact_pnl_daily.daily_pnl IS 'realized_pnl plus income plus unrealized_pnl_change.';
COMMENT ON COLUMN analytics.fact_pnl_daily.cumulative_realized_pnl IS 'Since the beginning.';
COMMENT ON COLUMN analytics.fact_pnl_daily.cumulative_income IS 'Since the beginning.';
COMMENT ON COLUMN analytics.fact_pnl_daily.total_pnl IS 'cumulative_realized_pnl plus cumulative_income plus unrealized_pnl.';
COMMENT ON COLUMN analytics.fact_pnl_daily.is_complete IS 'Whether unrealized_pnl is known.';

COMMENT ON VIEW analytics.daily_returns IS 'Daily time-weighted returns; inflows count at the start of the day, outflows at the end (DEFINITIONS 16).';
COMMENT ON COLUMN analytics.daily_returns.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.daily_returns.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.daily_returns.value_date IS 'The end of this day in the time zone of the portfolio; today means now.';
COMMENT ON COLUMN analytics.daily_returns.base_currency IS 'The currency of the portfolio.';
COMMENT ON COLUMN analytics.daily_returns.begin_value IS 'total_value of the evening before, 0 before the first day.';
COMMENT ON COLUMN analytics.daily_returns.inflow IS 'External flow in; in base currency.';
COMMENT ON COLUMN analytics.daily_returns.outflow IS 'External flow out, positive.';
COMMENT ON COLUMN analytics.daily_returns.end_value IS 'total_value of the day.';
COMMENT ON COLUMN analytics.daily_returns.daily_return_pct IS '100 ((end_value + outflow) / (begin_value + inflow) - 1). Null where a part is null or nothing was invested.';
COMMENT ON COLUMN analytics.daily_returns.is_complete IS 'Whether the day has a return.';

COMMENT ON VIEW analytics.cumulative_returns IS 'Daily returns linked. A day without a return breaks the chain visibly.';
COMMENT ON COLUMN analytics.cumulative_returns.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.cumulative_returns.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.cumulative_returns.value_date IS 'The end of this day in the time zone of the portfolio; today means now.';
COMMENT ON COLUMN analytics.cumulative_returns.cumulative_return_pct IS 'Since the first day; null from the first day without a return.';
COMMENT ON COLUMN analytics.cumulative_returns.return_index IS '1 + cumulative_return_pct / 100.';
COMMENT ON COLUMN analytics.cumulative_returns.broken_since IS 'The first day without a return; null while there is none.';
COMMENT ON COLUMN analytics.cumulative_returns.chain_start_date IS 'The first day with a return after the last one without.';
COMMENT ON COLUMN analytics.cumulative_returns.chain_return_pct IS 'Linked from chain_start_date on; null on a day without a return.';

COMMENT ON VIEW analytics.drawdown IS 'How far the index of returns stands below its peak; the starting value counts as a peak (DEFINITIONS 20).';
COMMENT ON COLUMN analytics.drawdown.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.drawdown.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.drawdown.value_date IS 'The end of this day in the time zone of the portfolio; today means now.';
COMMENT ON COLUMN analytics.drawdown.peak_index IS 'Highest return_index so far, at least 1.';
COMMENT ON COLUMN analytics.drawdown.drawdown_pct IS '100 (return_index / peak_index - 1), 0 or negative. Null from the first day without a return.';
COMMENT ON COLUMN analytics.drawdown.max_drawdown_pct IS 'The lowest drawdown_pct so far.';

COMMENT ON VIEW analytics.rolling_volatility IS 'Volatility over the 30 calendar days up to each day (DEFINITIONS 3 and 20).';
COMMENT ON COLUMN analytics.rolling_volatility.owner_id IS 'The user whose portfolio it is; (owner_id, account_id) is one account.';
COMMENT ON COLUMN analytics.rolling_volatility.account_id IS 'The owner''s own id of the portfolio, portfolio_id in REST; unique for its owner.';
COMMENT ON COLUMN analytics.rolling_volatility.value_date IS 'The end of this day in the time zone of the portfolio; today means now.';
COMMENT ON COLUMN analytics.rolling_volatility.returns_in_window IS 'Days with a return, 30 at most.';
COMMENT ON COLUMN analytics.rolling_volatility.daily_volatility_pct IS '100 times the sample standard deviation of the daily returns. Null with fewer than 20 of them, or where a day in the window has none.';
COMMENT ON COLUMN analytics.rolling_volatility.annualized_volatility_pct IS 'daily_volatility_pct times the square root of 365: every calendar day has a return.';

-- The reader. A user who may not create roles leaves it out and says so; docs/sql.md has the statements for whoever may.
DO $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'truemark_analyst') THEN
        CREATE ROLE truemark_analyst NOLOGIN;
    END IF;
EXCEPTION
    WHEN insufficient_privilege THEN
        RAISE NOTICE 'The role truemark_analyst is missing and may not be created here; docs/sql.md says how to add it.';
    WHEN duplicate_object OR unique_violation THEN
        NULL;
END $$;

CREATE FUNCTION analytics_parts.admit_analyst() RETURNS boolean LANGUAGE plpgsql SET search_path FROM CURRENT AS $$
BEGIN
    IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = 'truemark_analyst') THEN
        RETURN false;
    END IF;
    GRANT USAGE ON SCHEMA analytics TO truemark_analyst;
    GRANT SELECT ON ALL TABLES IN SCHEMA analytics TO truemark_analyst;
    RETURN true;
END $$;
COMMENT ON FUNCTION analytics_parts.admit_analyst IS 'Lets the role truemark_analyst read the views, and nothing else; false where there is no such role.';
SELECT analytics_parts.admit_analyst();
