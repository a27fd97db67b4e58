-- Transfers between portfolios of one owner: what each out leg sent last, so that it is sent again only when it changes.
CREATE TABLE transfer_sent (
    portfolio_key       bigint  NOT NULL REFERENCES portfolio,
    source              text    NOT NULL,
    transaction_id      text    NOT NULL,
    target_portfolio_id text    NOT NULL,
    data                text    NOT NULL,
    reversed            boolean NOT NULL,
    PRIMARY KEY (portfolio_key, source, transaction_id)
);
COMMENT ON TABLE transfer_sent IS 'Derived: the lots or cash that a transfer out last sent to another portfolio of its owner, as the data of a lots.arrived record without its revision; reversed when it was taken back.';
