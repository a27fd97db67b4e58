-- Rules on the figures of a portfolio, what they fired on, and who is still to be told.

CREATE TABLE alert_rule (
    id             uuid PRIMARY KEY,
    portfolio      uuid NOT NULL REFERENCES portfolio (id),
    revision       int  NOT NULL CHECK (revision > 0),
    name           text NOT NULL,
    kind           text NOT NULL CHECK (kind IN ('VALUE', 'PRICE_MOVE', 'DRIFT', 'DRAWDOWN', 'VAR', 'STALE')),
    direction      text NOT NULL CHECK (direction IN ('ABOVE', 'BELOW', 'EITHER')),
    threshold      numeric NOT NULL,
    rearm          numeric NOT NULL CHECK (rearm >= 0),
    security_id    text,
    var_method     text CHECK (var_method IN ('HISTORICAL', 'PARAMETRIC', 'CORNISH_FISHER')),
    confidence     numeric,
    horizon        int,
    webhook_url    text,
    webhook_secret text,
    enabled        boolean NOT NULL,
    created_at     timestamptz NOT NULL,
    updated_at     timestamptz NOT NULL,
    CHECK ((webhook_url IS NULL) = (webhook_secret IS NULL))
);
CREATE INDEX alert_rule_portfolio ON alert_rule (portfolio, created_at, id);
COMMENT ON TABLE alert_rule IS 'What a user wants to hear of. Edited in place: no fact.';
COMMENT ON COLUMN alert_rule.revision IS 'Grows with every change; an open alert of an earlier one is closed.';
COMMENT ON COLUMN alert_rule.threshold IS 'In the unit in which the figure is answered; seconds for STALE.';
COMMENT ON COLUMN alert_rule.rearm IS 'How far behind the threshold the figure must come back before the rule fires again.';
COMMENT ON COLUMN alert_rule.webhook_secret IS 'Key of the signature, which must be at hand to sign: not hashed, shown to its owner once.';

CREATE TABLE alert_watch (
    portfolio   uuid PRIMARY KEY REFERENCES portfolio (id),
    changed_at  timestamptz NOT NULL,
    looked_at   timestamptz,
    history_at  timestamptz,
    version     bigint,
    lease_until timestamptz,
    claim       bigint NOT NULL DEFAULT 0,
    last_seq    bigint NOT NULL DEFAULT 0
);
COMMENT ON TABLE alert_watch IS 'When the rules of a portfolio are looked at next, and how many events it had.';
COMMENT ON COLUMN alert_watch.changed_at IS 'When something that its figures rest on was last seen to change.';
COMMENT ON COLUMN alert_watch.looked_at IS 'When the last look began that came to its end.';
COMMENT ON COLUMN alert_watch.history_at IS 'The same of the figures that rest on every day.';
COMMENT ON COLUMN alert_watch.version IS 'Of the books that were looked at last.';
COMMENT ON COLUMN alert_watch.lease_until IS 'Until then somebody looks; he dies, and another takes over after it.';
COMMENT ON COLUMN alert_watch.claim IS 'Who looks: what he found is kept only while it is still his number.';
COMMENT ON COLUMN alert_watch.last_seq IS 'Events so far. Drawn under the lock of the row, so that they commit in their order.';

CREATE TABLE alert (
    id              uuid PRIMARY KEY,
    portfolio       uuid NOT NULL REFERENCES portfolio (id),
    rule_id         uuid NOT NULL,
    rule_revision   int  NOT NULL,
    rule_name       text NOT NULL,
    kind            text NOT NULL,
    direction       text NOT NULL,
    threshold       numeric NOT NULL,
    security_id     text,
    value           numeric,
    reason          text,
    as_of           date NOT NULL,
    known_at        timestamptz NOT NULL,
    basis           text,
    state_hash      text NOT NULL,
    fired_at        timestamptz NOT NULL,
    fired_seq       bigint NOT NULL,
    resolved_at     timestamptz,
    resolved_seq    bigint,
    resolved_value  numeric,
    resolution      text CHECK (resolution IN ('RETURNED', 'RULE_CHANGED', 'RULE_REMOVED')),
    acknowledged_at timestamptz,
    UNIQUE (portfolio, fired_seq),
    CHECK ((resolved_at IS NULL) = (resolved_seq IS NULL) AND (resolved_at IS NULL) = (resolution IS NULL))
);
CREATE UNIQUE INDEX alert_open ON alert (rule_id) WHERE resolved_at IS NULL;
CREATE UNIQUE INDEX alert_resolved ON alert (portfolio, resolved_seq) WHERE resolved_seq IS NOT NULL;
CREATE INDEX alert_of_rule ON alert (rule_id, fired_at);
COMMENT ON TABLE alert IS 'A rule that fired, with the figure it fired on. A rule has one open alert at most: a crossing is kept once.';
COMMENT ON COLUMN alert.value IS 'Null where the rule is about a price that is missing; reason says so.';
COMMENT ON COLUMN alert.basis IS 'Of the valuation (GET …/valuation?basis=); null where as_of and known_at repeat the figure.';
COMMENT ON COLUMN alert.fired_seq IS 'Its place among the events of the portfolio.';
COMMENT ON COLUMN alert.resolution IS 'Why it is closed: the figure came back, or its rule was changed or removed.';

CREATE TABLE alert_webhook (
    id              uuid PRIMARY KEY,
    portfolio       uuid NOT NULL,
    seq             bigint NOT NULL,
    alert_id        uuid NOT NULL REFERENCES alert (id),
    rule_id         uuid NOT NULL,
    event           text NOT NULL CHECK (event IN ('FIRED', 'RESOLVED')),
    state           text NOT NULL CHECK (state IN ('PENDING', 'DELIVERED', 'FAILED', 'CANCELLED')),
    attempts        int NOT NULL DEFAULT 0,
    next_attempt_at timestamptz NOT NULL,
    last_status     int,
    last_error      text,
    delivered_at    timestamptz,
    UNIQUE (alert_id, event)
);
CREATE INDEX alert_webhook_pending ON alert_webhook (next_attempt_at) WHERE state = 'PENDING';
CREATE INDEX alert_webhook_of_rule ON alert_webhook (rule_id, seq) WHERE state = 'PENDING';
COMMENT ON TABLE alert_webhook IS 'What a webhook is to be told, kept with the alert itself; the id is the same in every attempt.';
COMMENT ON COLUMN alert_webhook.next_attempt_at IS 'Not before; while somebody sends, the end of his lease.';
COMMENT ON COLUMN alert_webhook.attempts IS 'Begun so far; also who sends: an outcome is kept only while it is still his number.';
