-- What came in: transactions, portfolios and the batches that carry them.

-- check: fact_batch_exists
-- error: A transaction belongs to a batch.
SELECT format('portfolio %s transaction %s/%s revision %s', f.portfolio_key, f.source, f.transaction_id, f.revision) AS violation
FROM transaction_fact f WHERE NOT EXISTS (SELECT FROM batch b WHERE b.id = f.batch_id)

-- check: fact_superseding_batch_exists
-- error: What superseded a transaction came in a batch.
SELECT format('portfolio %s transaction %s/%s revision %s', f.portfolio_key, f.source, f.transaction_id, f.revision) AS violation
FROM transaction_fact f WHERE f.superseded_batch IS NOT NULL AND NOT EXISTS (SELECT FROM batch b WHERE b.id = f.superseded_batch)

-- check: fact_has_one_newest_revision
-- error: At most one revision of a transaction is not superseded.
SELECT format('portfolio %s transaction %s/%s', f.portfolio_key, f.source, f.transaction_id) AS violation
FROM transaction_fact f WHERE f.superseded_batch IS NULL GROUP BY f.portfolio_key, f.source, f.transaction_id HAVING count(*) > 1

-- check: fact_newest_revision_is_greatest
-- error: The greatest revision of a transaction is not superseded.
SELECT format('portfolio %s transaction %s/%s', f.portfolio_key, f.source, f.transaction_id) AS violation
FROM transaction_fact f GROUP BY f.portfolio_key, f.source, f.transaction_id
HAVING max(f.revision) IS DISTINCT FROM max(f.revision) FILTER (WHERE f.superseded_batch IS NULL)

-- check: fact_revision_is_positive
-- error: Revisions count from 1.
SELECT format('portfolio %s transaction %s/%s revision %s', f.portfolio_key, f.source, f.transaction_id, f.revision) AS violation
FROM transaction_fact f WHERE f.revision < 1

-- check: fact_type_is_known
-- error: A transaction is of a type of the contract.
SELECT format('portfolio %s transaction %s/%s type %s', f.portfolio_key, f.source, f.transaction_id, f.type) AS violation
FROM transaction_fact f WHERE f.type NOT IN ('BUY', 'SELL', 'SELL_SHORT', 'BUY_TO_COVER', 'DIVIDEND', 'INTEREST', 'FEE', 'TAX',
    'DEPOSIT', 'WITHDRAWAL', 'TRANSFER_IN', 'TRANSFER_OUT', 'FX_CONVERSION', 'SPLIT', 'STOCK_DIVIDEND', 'SPIN_OFF', 'MERGER',
    'RIGHTS_ISSUE', 'RETURN_OF_CAPITAL', 'REDEMPTION', 'AMORTIZATION', 'ADJUSTMENT')

-- check: fact_currency_is_a_code
-- error: The currency of a transaction is three capital letters.
SELECT format('portfolio %s transaction %s/%s currency %s', f.portfolio_key, f.source, f.transaction_id, f.currency) AS violation
FROM transaction_fact f WHERE f.currency !~ '^[A-Z]{3}$'

-- check: fact_has_a_content_hash
-- error: A transaction has the hash by which replays are told from conflicts.
SELECT format('portfolio %s transaction %s/%s revision %s', f.portfolio_key, f.source, f.transaction_id, f.revision) AS violation
FROM transaction_fact f WHERE f.content_hash = ''

-- check: fact_has_an_id
-- error: A transaction has an id and a source.
SELECT format('portfolio %s transaction %s/%s revision %s', f.portfolio_key, f.source, f.transaction_id, f.revision) AS violation
FROM transaction_fact f WHERE f.transaction_id = '' OR f.source = ''

-- check: trade_has_units
-- error: A trade that is not deleted is of more than no units.
SELECT format('portfolio %s transaction %s/%s quantity %s', f.portfolio_key, f.source, f.transaction_id, f.quantity) AS violation
FROM transaction_fact f WHERE f.type IN ('BUY', 'SELL', 'SELL_SHORT', 'BUY_TO_COVER') AND NOT f.reversed AND f.quantity <= 0

-- check: trade_names_a_security
-- error: A trade that is not deleted names a security or a symbol.
SELECT format('portfolio %s transaction %s/%s', f.portfolio_key, f.source, f.transaction_id) AS violation
FROM transaction_fact f WHERE f.type IN ('BUY', 'SELL', 'SELL_SHORT', 'BUY_TO_COVER') AND NOT f.reversed
    AND coalesce(f.security_id, f.symbol, '') = ''

-- check: trade_gross_agrees_with_price
-- error: The gross amount of a trade is quantity times price, within 0.5 % and 0.01.
SELECT format('portfolio %s transaction %s/%s gross %s', f.portfolio_key, f.source, f.transaction_id, f.gross) AS violation
FROM transaction_fact f WHERE f.type IN ('BUY', 'SELL', 'SELL_SHORT', 'BUY_TO_COVER') AND NOT f.reversed AND f.price <> 0 AND f.quantity <> 0
    AND abs(abs(f.gross) - abs(f.quantity) * f.price) > abs(f.quantity) * f.price * 0.005 + 0.01

-- check: fact_rate_is_positive
-- error: A rate that a transaction tells is more than zero.
SELECT format('portfolio %s transaction %s/%s rate %s', f.portfolio_key, f.source, f.transaction_id, f.fx_rate) AS violation
FROM transaction_fact f WHERE f.fx_rate <= 0

-- check: split_ratio_is_positive
-- error: The ratio of a split that is not deleted is more than zero.
SELECT format('portfolio %s transaction %s/%s ratio %s', f.portfolio_key, f.source, f.transaction_id, f.ratio) AS violation
FROM transaction_fact f WHERE f.type = 'SPLIT' AND NOT f.reversed AND coalesce(f.ratio, 0) <= 0

-- check: portfolio_currency_is_a_code
-- error: The base currency of a portfolio is three capital letters.
SELECT format('portfolio %s currency %s', p.key, p.base_currency) AS violation FROM portfolio p WHERE p.base_currency !~ '^[A-Z]{3}$'

-- check: portfolio_zone_is_known
-- error: The time zone of a portfolio is one that the database has too.
SELECT format('portfolio %s zone %s', p.key, p.time_zone) AS violation FROM portfolio p
WHERE p.time_zone !~ '^((UTC|GMT|UT)?[+-].*|Z)$' AND NOT EXISTS (
    SELECT FROM pg_timezone_names z WHERE lower(z.name) = lower(p.time_zone))

-- check: portfolio_closes_after_it_opens
-- error: A portfolio is not closed before it is opened.
SELECT format('portfolio %s', p.key) AS violation FROM portfolio p WHERE p.close_date < p.open_date

-- check: portfolio_has_a_name
-- error: A portfolio has a name and an id.
SELECT format('portfolio %s', p.key) AS violation FROM portfolio p WHERE p.name = '' OR p.portfolio_id = ''

-- check: portfolio_version_is_the_newest
-- error: The version of a portfolio is the greatest that a batch made.
SELECT format('portfolio %s version %s', p.key, p.version) AS violation FROM portfolio p
WHERE p.version <> coalesce((SELECT max(v.version) FROM portfolio_version v WHERE v.portfolio_key = p.key), 0)

-- check: portfolio_versions_have_no_gap
-- error: Every version of a portfolio was made by a batch.
SELECT format('portfolio %s', v.portfolio_key) AS violation FROM portfolio_version v
GROUP BY v.portfolio_key HAVING count(*) <> max(v.version) OR min(v.version) <> 1

-- check: portfolio_versions_follow_knowledge
-- error: A later version of a portfolio was known later.
SELECT format('portfolio %s version %s', o.portfolio_key, o.version) AS violation FROM (
    SELECT v.*, b.recorded_at, lag(b.recorded_at) OVER (PARTITION BY v.portfolio_key ORDER BY v.version) AS before
    FROM portfolio_version v JOIN batch b ON b.id = v.batch_id) o WHERE o.recorded_at <= o.before

-- check: portfolio_cash_flows_are_counted
-- error: A portfolio knows how many deposits, withdrawals, cash transfers and conversions it has.
SELECT format('portfolio %s counts %s of %s', p.key, p.cash_flow_count, f.flows) AS violation
FROM portfolio p CROSS JOIN LATERAL (
    SELECT count(*) AS flows FROM transaction_fact f
    LEFT JOIN booking b ON b.portfolio_key = f.portfolio_key AND b.source = f.source AND b.transaction_id = f.transaction_id
    WHERE f.portfolio_key = p.key AND f.superseded_batch IS NULL AND NOT f.reversed
        AND (f.type IN ('DEPOSIT', 'WITHDRAWAL', 'FX_CONVERSION')
            OR f.type IN ('TRANSFER_IN', 'TRANSFER_OUT') AND coalesce(nullif(b.security_id, ''), f.security_id, f.symbol, '') = '')) f
WHERE f.flows <> p.cash_flow_count

-- check: policy_cost_method_is_known
-- error: A cost method is one of the contract.
SELECT format('portfolio %s cost method %s', y.portfolio_key, y.cost_method) AS violation FROM portfolio_policy y
WHERE y.cost_method NOT IN ('FIFO', 'LIFO', 'HIFO', 'LOFO', 'AVERAGE', 'SPECIFIC')

-- check: policy_oversell_is_known
-- error: An oversell policy is one of the contract.
SELECT format('portfolio %s oversell %s', y.portfolio_key, y.oversell) AS violation FROM portfolio_policy y
WHERE y.oversell NOT IN ('REJECT', 'ALLOW_SHORT')

-- check: policy_dividend_treatment_is_known
-- error: A dividend treatment is one of the contract.
SELECT format('portfolio %s dividend treatment %s', y.portfolio_key, y.dividend_treatment) AS violation FROM portfolio_policy y
WHERE y.dividend_treatment NOT IN ('INCOME', 'REDUCE_COST')

-- check: policy_cash_tracking_is_known
-- error: Cash tracking is one of the contract.
SELECT format('portfolio %s cash tracking %s', y.portfolio_key, y.cash_tracking) AS violation FROM portfolio_policy y
WHERE y.cash_tracking NOT IN ('TRACKED', 'IMPLIED', 'AUTO')

-- check: batch_is_stamped
-- error: A batch that is committed says when it became known.
SELECT format('batch %s', b.id) AS violation FROM batch b WHERE b.recorded_at IS NULL

-- check: batch_stamps_are_unique
-- error: No two batches became known at the same instant.
SELECT format('batch stamp %s', b.recorded_at) AS violation FROM batch b WHERE b.recorded_at IS NOT NULL
GROUP BY b.recorded_at HAVING count(*) > 1

-- check: batch_is_not_after_the_clock
-- error: No batch became known after the newest stamp.
SELECT format('batch %s', b.id) AS violation FROM batch b, knowledge_clock c WHERE b.recorded_at > c.last
