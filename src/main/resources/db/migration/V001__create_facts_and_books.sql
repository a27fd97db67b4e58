-- Facts with their knowledge time, the books derived from them, and the outbox.

CREATE TABLE knowledge_clock (
    only_row boolean PRIMARY KEY DEFAULT true CHECK (only_row),
    last     timestamptz NOT NULL
);
COMMENT ON TABLE knowledge_clock IS 'One row: the newest knowledge stamp. Locked last in a batch, so stamp order is commit order.';
INSERT INTO knowledge_clock (last) VALUES ('2000-01-01T00:00:00Z');

CREATE TABLE batch (
    id          bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    stage       text NOT NULL,
    recorded_at timestamptz
);
CREATE INDEX batch_recorded_at ON batch (recorded_at);
COMMENT ON TABLE batch IS 'One transaction of a stage. Facts carry their batch; recorded_at is when they became known, stamped just before commit.';

CREATE TABLE batch_payload (
    batch_id   bigint NOT NULL REFERENCES batch,
    topic      text   NOT NULL,
    partition  int    NOT NULL,
    offsets    bigint[] NOT NULL,
    payloads   text[] NOT NULL,
    PRIMARY KEY (batch_id, topic, partition)
);
COMMENT ON TABLE batch_payload IS 'The raw records of a batch as they came in: the audit log.';

CREATE TABLE stage_offset (
    stage       text   NOT NULL,
    topic       text   NOT NULL,
    partition   int    NOT NULL,
    topic_id    text   NOT NULL,
    next_offset bigint NOT NULL,
    owner_epoch bigint NOT NULL,
    PRIMARY KEY (stage, topic, partition)
);
COMMENT ON TABLE stage_offset IS 'How far a stage has read, committed with what it wrote; owner_epoch fences a former owner.';

CREATE TABLE portfolio (
    key             bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    id              uuid NOT NULL UNIQUE DEFAULT gen_random_uuid(),
    owner_id        uuid NOT NULL,
    portfolio_id    text NOT NULL,
    name            text NOT NULL,
    description     text,
    base_currency   text NOT NULL,
    time_zone       text NOT NULL DEFAULT 'UTC',
    open_date       date,
    close_date      date,
    risk_horizon    text,
    benchmark_id    text,
    version         bigint NOT NULL DEFAULT 0,
    cash_flow_count bigint NOT NULL DEFAULT 0,
    batch_id        bigint NOT NULL REFERENCES batch,
    created_at      timestamptz NOT NULL DEFAULT now(),
    updated_at      timestamptz NOT NULL DEFAULT now(),
    deleted_at      timestamptz,
    UNIQUE (owner_id, portfolio_id)
);
COMMENT ON COLUMN portfolio.version IS 'Grows by one with every batch that changed the books.';
COMMENT ON COLUMN portfolio.cash_flow_count IS 'Current deposits, withdrawals and the like; AUTO cash is tracked when positive.';
COMMENT ON COLUMN portfolio.batch_id IS 'When the portfolio became known.';

CREATE TABLE portfolio_policy (
    portfolio_key      bigint NOT NULL REFERENCES portfolio,
    batch_id           bigint NOT NULL REFERENCES batch,
    cost_method        text NOT NULL,
    oversell           text NOT NULL,
    dividend_treatment text NOT NULL,
    cash_tracking      text NOT NULL,
    fees_in_cost       boolean NOT NULL,
    PRIMARY KEY (portfolio_key, batch_id)
);
COMMENT ON TABLE portfolio_policy IS 'Append-only: how a portfolio is booked, from the batch that said so; the newest known holds for its whole history.';

CREATE TABLE portfolio_version (
    portfolio_key bigint NOT NULL REFERENCES portfolio,
    version       bigint NOT NULL,
    batch_id      bigint NOT NULL REFERENCES batch,
    PRIMARY KEY (portfolio_key, version)
);
COMMENT ON TABLE portfolio_version IS 'Append-only: which batch made which version of the books.';

CREATE TABLE transaction_fact (
    portfolio_key    bigint NOT NULL REFERENCES portfolio,
    source           text   NOT NULL,
    transaction_id   text   NOT NULL,
    revision         int    NOT NULL,
    batch_id         bigint NOT NULL,
    superseded_batch bigint,
    content_hash     text   NOT NULL,
    reversed         boolean NOT NULL DEFAULT false,
    type             text   NOT NULL,
    security_id      text,
    symbol           text,
    trade_date       date   NOT NULL,
    trade_time       timestamptz,
    settlement_date  date,
    quantity         numeric NOT NULL,
    price            numeric,
    gross            numeric NOT NULL,
    fees             numeric NOT NULL,
    taxes            numeric NOT NULL,
    withholding_tax  numeric NOT NULL,
    accrued_interest numeric NOT NULL,
    currency         text    NOT NULL,
    fx_rate          numeric,
    ratio            numeric,
    notes            text,
    details          jsonb,
    PRIMARY KEY (portfolio_key, source, transaction_id, revision)
);
COMMENT ON TABLE transaction_fact IS 'Append-only: every revision of every transaction as it was told. superseded_batch is the batch that brought a greater revision (its own, if it came late).';
COMMENT ON COLUMN transaction_fact.trade_date IS 'As given, or the date of trade_time in the portfolio''s time zone.';
COMMENT ON COLUMN transaction_fact.details IS 'Fields of the rarer types: cost_fraction, target_security_id, target_portfolio_id, lots, linked_transaction_id.';

CREATE TABLE booking_input (
    portfolio_key  bigint NOT NULL,
    source         text   NOT NULL,
    transaction_id text   NOT NULL,
    revision       int    NOT NULL,
    batch_id       bigint NOT NULL,
    security_id    text,
    fx_multiplier  numeric,
    fx_divisor     numeric,
    fx_time        timestamptz,
    PRIMARY KEY (portfolio_key, source, transaction_id, revision, batch_id)
);
COMMENT ON TABLE booking_input IS 'Append-only: what a booking took from outside its transaction (the security its symbol meant, the rate to base), from the batch that took it. Only where there is such a thing.';

CREATE TABLE booking (
    portfolio_key  bigint NOT NULL,
    source         text   NOT NULL,
    transaction_id text   NOT NULL,
    revision       int    NOT NULL,
    security_id    text   NOT NULL,
    trade_date     date   NOT NULL,
    status         text   NOT NULL,
    reason         text,
    waiting_for    text,
    net_cost       numeric NOT NULL,
    net_cost_base  numeric,
    proceeds       numeric NOT NULL,
    realized       numeric NOT NULL,
    realized_base  numeric,
    income         numeric NOT NULL,
    income_base    numeric,
    cash_currency  text    NOT NULL,
    cash_amount    numeric NOT NULL,
    fx_multiplier  numeric,
    fx_divisor     numeric,
    PRIMARY KEY (portfolio_key, source, transaction_id)
);
CREATE INDEX booking_by_security ON booking (portfolio_key, security_id, trade_date);
COMMENT ON TABLE booking IS 'Derived: what the newest revision of each transaction did to the books. security_id is empty for cash movements.';

CREATE TABLE position (
    portfolio_key     bigint NOT NULL,
    security_id       text   NOT NULL,
    currency          text   NOT NULL,
    quantity          numeric NOT NULL,
    cost              numeric NOT NULL,
    cost_base         numeric,
    realized          numeric NOT NULL,
    realized_base     numeric,
    income            numeric NOT NULL,
    income_base       numeric,
    position_date     date    NOT NULL,
    last_rank         smallint NOT NULL,
    last_time         timestamptz NOT NULL,
    last_source       text    NOT NULL,
    last_transaction_id text  NOT NULL,
    PRIMARY KEY (portfolio_key, security_id)
);
COMMENT ON TABLE position IS 'Derived: each position after its newest transaction (position_date and last_* say which).';

CREATE TABLE position_history (
    portfolio_key bigint NOT NULL,
    security_id   text   NOT NULL,
    position_date date   NOT NULL,
    currency      text   NOT NULL,
    quantity      numeric NOT NULL,
    cost          numeric NOT NULL,
    cost_base     numeric,
    realized      numeric NOT NULL,
    realized_base numeric,
    income        numeric NOT NULL,
    income_base   numeric,
    PRIMARY KEY (portfolio_key, security_id, position_date)
);
COMMENT ON TABLE position_history IS 'Derived: the position at the end of each day on which it changed; realized and income are those of the day.';

CREATE TABLE lot (
    portfolio_key      bigint NOT NULL,
    security_id        text   NOT NULL,
    lot_source         text   NOT NULL,
    lot_transaction_id text   NOT NULL,
    lot_ordinal        smallint NOT NULL,
    opened_on          date   NOT NULL,
    opened_rank        smallint NOT NULL,
    opened_time        timestamptz NOT NULL,
    quantity           numeric NOT NULL,
    cost               numeric NOT NULL,
    cost_base          numeric,
    PRIMARY KEY (portfolio_key, security_id, lot_source, lot_transaction_id, lot_ordinal)
);
COMMENT ON TABLE lot IS 'Derived: the open lots after the newest transaction.';

CREATE TABLE lot_event (
    portfolio_key      bigint NOT NULL,
    security_id        text   NOT NULL,
    source             text   NOT NULL,
    transaction_id     text   NOT NULL,
    seq                smallint NOT NULL,
    trade_date         date   NOT NULL,
    lot_source         text   NOT NULL,
    lot_transaction_id text   NOT NULL,
    lot_ordinal        smallint NOT NULL,
    opened_on          date   NOT NULL,
    opened_rank        smallint NOT NULL,
    opened_time        timestamptz NOT NULL,
    kind               text   NOT NULL,
    quantity           numeric NOT NULL,
    cost               numeric NOT NULL,
    cost_base          numeric,
    proceeds           numeric NOT NULL,
    proceeds_base      numeric,
    realized           numeric NOT NULL,
    realized_base      numeric,
    price_effect_base  numeric,
    fx_effect_base     numeric,
    PRIMARY KEY (portfolio_key, security_id, trade_date, source, transaction_id, seq)
);
COMMENT ON TABLE lot_event IS 'Derived: what each transaction did to each lot. The events up to a day add up to the lots of that day; disposals are the realised gains.';

CREATE TABLE cash_balance (
    portfolio_key bigint NOT NULL,
    currency      text   NOT NULL,
    balance       numeric NOT NULL,
    PRIMARY KEY (portfolio_key, currency)
);
COMMENT ON TABLE cash_balance IS 'Derived: the sum of booking.cash_amount per currency; zero counts while cash is IMPLIED.';

CREATE TABLE waiter (
    portfolio_key  bigint NOT NULL,
    source         text   NOT NULL,
    transaction_id text   NOT NULL,
    kind           text   NOT NULL,
    ref            text   NOT NULL,
    needed_at      timestamptz NOT NULL,
    used_at        timestamptz,
    PRIMARY KEY (portfolio_key, source, transaction_id, kind, ref)
);
CREATE INDEX waiter_by_ref ON waiter (kind, ref, needed_at);
COMMENT ON TABLE waiter IS 'Derived: bookings that a rate or an instrument from outside could still change: ref is a currency pair (EUR/USD) or a symbol, needed_at the latest useful instant, used_at the instant of the rate in use.';

CREATE TABLE outbox (
    id            bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,
    lane          text   NOT NULL,
    batch_id      bigint NOT NULL,
    portfolio_key bigint,
    version       bigint,
    records       text   NOT NULL
);
CREATE INDEX outbox_by_lane ON outbox (lane, id);
COMMENT ON TABLE outbox IS 'Records to publish, one row per portfolio and batch: a JSON array of {topic, key, value}; lane is the stage and partition whose owner publishes them, in id order. Deleted once the broker has them.';

CREATE TABLE ingest_batch (
    id              uuid PRIMARY KEY,
    owner_id        uuid NOT NULL,
    kind            text NOT NULL,
    items           int  NOT NULL,
    idempotency_key text,
    body_hash       text,
    response        text,
    created_at      timestamptz NOT NULL DEFAULT now(),
    UNIQUE (owner_id, idempotency_key)
);
COMMENT ON TABLE ingest_batch IS 'A request to /ingest that was accepted.';

CREATE TABLE ingest_item (
    ingest_batch   uuid NOT NULL,
    item           int  NOT NULL,
    batch_id       bigint NOT NULL,
    outcome        text NOT NULL,
    reason         text,
    portfolio_key  bigint,
    source         text,
    transaction_id text,
    revision       int,
    PRIMARY KEY (ingest_batch, item)
);
COMMENT ON TABLE ingest_item IS 'What became of each item when its stage took it; where it is a transaction, its booking says what is true now.';

CREATE TABLE instrument_fact (
    security_id   text   NOT NULL,
    batch_id      bigint NOT NULL,
    symbol        text,
    name          text,
    isin          text,
    currency      text,
    product_type  text,
    asset_class   text,
    sector        text,
    country       text,
    terms         jsonb,
    PRIMARY KEY (security_id, batch_id)
);
CREATE INDEX instrument_fact_symbol ON instrument_fact (symbol);
COMMENT ON TABLE instrument_fact IS 'Append-only: the terms of an instrument as told; the newest known holds.';

CREATE TABLE market_price (
    price_key  text   NOT NULL,
    by_symbol  boolean NOT NULL,
    date_only  boolean NOT NULL,
    price_time timestamptz NOT NULL,
    source     text   NOT NULL,
    batch_id   bigint NOT NULL,
    price      numeric NOT NULL,
    currency   text   NOT NULL,
    volume     numeric,
    partition  int    NOT NULL,
    kafka_offset bigint NOT NULL,
    PRIMARY KEY (price_key, by_symbol, date_only, price_time, source, batch_id)
);
COMMENT ON TABLE market_price IS 'Append-only: prices as told, by security_id or by symbol. A date-only price has price_time at 00:00 UTC of its date and holds from the end of that day.';

CREATE TABLE fx_rate (
    from_currency text  NOT NULL,
    to_currency   text  NOT NULL,
    date_only  boolean NOT NULL,
    rate_time  timestamptz NOT NULL,
    source     text   NOT NULL,
    batch_id   bigint NOT NULL,
    rate       numeric NOT NULL,
    partition  int    NOT NULL,
    kafka_offset bigint NOT NULL,
    PRIMARY KEY (from_currency, to_currency, date_only, rate_time, source, batch_id)
);
CREATE INDEX fx_rate_by_batch ON fx_rate (batch_id);
CREATE INDEX instrument_fact_by_batch ON instrument_fact (batch_id);
COMMENT ON TABLE fx_rate IS 'Append-only: units of to_currency per one from_currency, as told. A date-only rate has rate_time at 00:00 UTC of its date and holds from the end of that day.';
