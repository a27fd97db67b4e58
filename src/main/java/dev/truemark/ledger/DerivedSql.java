package dev.truemark.ledger;

/** Statements over the derived rows. Where not said otherwise $1 is the portfolio's key and $2 the date. */
final class DerivedSql {
    /** The newest terms known at an instant, for a security id that is in scope. */
    private static final String LABEL = """
            LEFT JOIN LATERAL terms_of(%s, %s) i ON true""";

    private static final String POSITION = """
            p.security_id, p.currency, i.name, i.symbol, i.asset_class, p.quantity, p.cost, p.cost_base, p.income, p.income_base,
            p.realized, p.realized_base, p.position_date, p.basis_estimated""";

    /** The head as JSON (kind 0), the newest positions (1) and cash balances (2) in one statement and one snapshot. */
    static final String NEWEST =
            """
            WITH head AS (%s)
            SELECT 0 AS kind, to_jsonb(head)::text AS security_id, NULL AS currency, NULL AS name, NULL AS symbol, NULL AS asset_class,
                   NULL::numeric AS quantity, NULL::numeric AS cost, NULL::numeric AS cost_base, NULL::numeric AS income,
                   NULL::numeric AS income_base, NULL::numeric AS realized, NULL::numeric AS realized_base, NULL::date AS position_date,
                   false AS basis_estimated
            FROM head
            UNION ALL
            SELECT 1, %s FROM head JOIN position p ON p.portfolio_key = head.key AND p.security_id <> ''
            %s
            WHERE head.version = head.newest_version
            UNION ALL
            SELECT 2, '', c.currency, NULL, NULL, NULL, c.balance, NULL, NULL, NULL, NULL, NULL, NULL, NULL, false
            FROM head JOIN cash_balance c ON c.portfolio_key = head.key WHERE head.version = head.newest_version""".formatted(BooksHeads.SQL, POSITION, LABEL.formatted("p.security_id", "head.known_at"));

    /** $3 known_at. Local sums begin again where a flat position went on in another currency, as they do in the book. */
    static final String POSITIONS_AT = """
            WITH p AS (
                SELECT h.portfolio_key, h.security_id, h.currency, h.quantity, h.cost, h.cost_base, h.position_date, h.basis_estimated, s.*
                FROM position o
                JOIN LATERAL (
                    SELECT * FROM position_history h
                    WHERE h.portfolio_key = o.portfolio_key AND h.security_id = o.security_id AND h.position_date <= $2
                    ORDER BY h.position_date DESC LIMIT 1) h ON true
                LEFT JOIN LATERAL (
                    SELECT x.position_date FROM position_history x
                    WHERE x.portfolio_key = o.portfolio_key AND x.security_id = o.security_id AND x.position_date <= $2
                      AND x.currency <> h.currency
                    ORDER BY x.position_date DESC LIMIT 1) x ON true
                JOIN LATERAL (
                    SELECT sum(d.income) FILTER (WHERE x.position_date IS NULL OR d.position_date > x.position_date) AS income,
                           sum(d.realized) FILTER (WHERE x.position_date IS NULL OR d.position_date > x.position_date) AS realized,
                           CASE WHEN NOT bool_or(d.income_base IS NULL) THEN sum(d.income_base) END AS income_base,
                           CASE WHEN NOT bool_or(d.realized_base IS NULL) THEN sum(d.realized_base) END AS realized_base
                    FROM position_history d
                    WHERE d.portfolio_key = o.portfolio_key AND d.security_id = o.security_id AND d.position_date <= $2) s ON true
                WHERE o.portfolio_key = $1 AND o.security_id <> '')
            SELECT %s FROM p
            %s
            ORDER BY p.security_id COLLATE "C\"""".formatted(POSITION, LABEL.formatted("p.security_id", "$3::timestamptz"));

    /** $1 security ids, $2 known_at. */
    static final String LABELS = """
            SELECT v.security_id, i.name, i.symbol, i.asset_class FROM unnest($1::text[]) AS v(security_id)
            %s""".formatted(LABEL.formatted("v.security_id", "$2::timestamptz"));

    /** What moved cash up to the date: a booking in its own currency, a conversion in the bought one too. */
    private static final String CASH_MOVES = """
            SELECT trade_date, cash_currency AS currency, cash_amount AS amount FROM booking
            WHERE portfolio_key = $1 AND trade_date <= $2 AND status <> 'REJECTED'
            UNION ALL
            SELECT trade_date, bought_currency, bought_amount FROM booking
            WHERE portfolio_key = $1 AND trade_date <= $2 AND bought_currency IS NOT NULL""";

    static final String CASH_AT = """
            SELECT currency, sum(amount) AS balance FROM (%s) m GROUP BY currency ORDER BY currency COLLATE "C\"""".formatted(CASH_MOVES);

    /** $3 the base currency. */
    static final String CASH_MOVED = """
            SELECT b.*, %s
            FROM booking b
            JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
                AND f.transaction_id = b.transaction_id AND f.revision = b.revision
            WHERE b.portfolio_key = $1 AND b.trade_date <= $2 AND b.status <> 'REJECTED'
              AND (b.cash_currency <> $3 AND b.cash_amount <> 0 OR b.bought_currency IS NOT NULL)""".formatted(FactRows.COLUMNS);

    static final String CASH_DAYS = """
            SELECT trade_date, currency, sum(amount) AS change FROM (%s) m
            GROUP BY trade_date, currency ORDER BY trade_date, currency COLLATE "C\"""".formatted(CASH_MOVES);

    /**
     * $3 security id or null. Lots of books that ended by the date stand as they are; the others are added up, in the
     * currency that the position had then.
     */
    static final String LOTS_AT = """
            SELECT l.security_id, p.currency, l.lot_source, l.lot_transaction_id, l.lot_ordinal, l.opened_on, l.opened_rank,
                   l.opened_time, l.quantity, l.cost, l.cost_base, l.basis_estimated
            FROM position p JOIN lot l ON l.portfolio_key = p.portfolio_key AND l.security_id = p.security_id
            WHERE p.portfolio_key = $1 AND p.position_date <= $2 AND ($3::text IS NULL OR p.security_id = $3)
            UNION ALL
            SELECT e.security_id, h.currency, e.lot_source, e.lot_transaction_id, e.lot_ordinal, e.opened_on, e.opened_rank,
                   e.opened_time, sum(e.quantity), sum(e.cost),
                   CASE WHEN NOT bool_or(e.cost_base IS NULL) THEN sum(e.cost_base) END, bool_or(e.basis_estimated)
            FROM position p JOIN lot_event e ON e.portfolio_key = p.portfolio_key AND e.security_id = p.security_id
            CROSS JOIN LATERAL (
                SELECT d.currency FROM position_history d
                WHERE d.portfolio_key = p.portfolio_key AND d.security_id = p.security_id AND d.position_date <= $2
                ORDER BY d.position_date DESC LIMIT 1) h
            WHERE p.portfolio_key = $1 AND p.position_date > $2 AND e.trade_date <= $2 AND ($3::text IS NULL OR p.security_id = $3)
            GROUP BY 1, 2, 3, 4, 5, 6, 7, 8 HAVING sum(e.quantity) <> 0""";

    /**
     * $3 security id, $4 from, $5 to, each or null; then the order is put in, and $6 limit, $7 offset. A gain is in the
     * currency of its transaction: the position may have gone on in another one since.
     */
    static final String GAINS_AT = """
            SELECT e.*, f.currency FROM lot_event e
            JOIN booking b ON b.portfolio_key = e.portfolio_key AND b.source = e.source AND b.transaction_id = e.transaction_id
            JOIN transaction_fact f ON f.portfolio_key = b.portfolio_key AND f.source = b.source
                AND f.transaction_id = b.transaction_id AND f.revision = b.revision
            WHERE e.portfolio_key = $1 AND e.trade_date <= $2 AND (e.kind = 'DISPOSE' OR e.realized <> 0)
              AND ($3::text IS NULL OR e.security_id = $3)
              AND ($4::date IS NULL OR e.trade_date >= $4) AND ($5::date IS NULL OR e.trade_date <= $5)
            ORDER BY %s LIMIT $6 OFFSET $7""";

    /** $3 security id, or null for all; $4 from, $5 to, each or null. */
    static final String DAYS = """
            SELECT * FROM position_history
            WHERE portfolio_key = $1 AND position_date <= $2 AND security_id <> '' AND ($3::text IS NULL OR security_id = $3)
              AND ($4::date IS NULL OR position_date >= $4) AND ($5::date IS NULL OR position_date <= $5)
            ORDER BY security_id COLLATE "C", position_date""";

    /** $3 type, $4 security id, $5 from, $6 to, $7 source, $8 id, each or null; then the order is put in, and $9 limit, $10 offset. */
    static final String TRANSACTIONS_AT = """
            SELECT %s, b.*, fb.recorded_at AS f_recorded_at
            FROM transaction_fact f
            JOIN booking b ON b.portfolio_key = f.portfolio_key AND b.source = f.source AND b.transaction_id = f.transaction_id
                AND b.revision = f.revision
            JOIN batch fb ON fb.id = f.batch_id
            WHERE f.portfolio_key = $1 AND f.trade_date <= $2 AND f.superseded_batch IS NULL AND NOT f.reversed
              AND ($3::text IS NULL OR f.type = $3) AND ($4::text IS NULL OR b.security_id = $4)
              AND ($5::date IS NULL OR f.trade_date >= $5) AND ($6::date IS NULL OR f.trade_date <= $6)
              AND ($7::text IS NULL OR f.source = $7 AND f.transaction_id = $8)
            ORDER BY %%s LIMIT $9 OFFSET $10""".formatted(FactRows.COLUMNS);

    private DerivedSql() {}
}
