package dev.truemark.ingest;

/** Bodies for the OpenAPI document; the first two are the contract's own. */
final class Examples {
    static final String INSTRUMENTS = """
            {"instruments":[{"securityId":"SEC_AAPL","name":"Apple Inc.","isin":"US0378331005","instrumentCurrency":"USD","productType":"Equity"}]}""";
    static final String TRANSACTIONS = """
            {"transactions":[{"transaction_id":"EXAMPLE_BUY_01","portfolio_id":"EXAMPLE_PORT_01","instrument_id":"AAPL","security_id":"SEC_AAPL","transaction_date":"2025-07-20","transaction_type":"BUY","quantity":100,"price":150,"gross_transaction_amount":15000,"trade_currency":"USD","currency":"USD"}]}""";
    static final String TRANSACTION = """
            {"transaction_id":"EXAMPLE_SELL_01","portfolio_id":"EXAMPLE_PORT_01","security_id":"SEC_AAPL","transaction_date":"2025-07-25","transaction_type":"SELL","quantity":"40","price":"170","trade_currency":"USD"}""";
    static final String MARKET_PRICES = """
            {"market_prices":[{"security_id":"SEC_AAPL","price_date":"2025-07-25","price":"172.5","currency":"USD"}]}""";
    static final String FX_RATES = """
            {"fx_rates":[{"from_currency":"EUR","to_currency":"USD","rate_date":"2025-07-25","rate":"1.17"}]}""";
    static final String BENCHMARKS = """
            {"benchmarks":[{"benchmark_id":"WORLD","name":"World index","currency":"USD","levels":[{"date":"2025-07-24","level":"3920.1"},{"date":"2025-07-25","level":"3931.7"}]},{"benchmark_id":"SIXTY_FORTY","currency":"USD","blend":[{"security_id":"SEC_SPY","weight":"0.6"},{"security_id":"SEC_AGG","weight":"0.4"}],"rebalancing":"MONTHLY"}]}""";
    static final String PORTFOLIOS = """
            {"portfolios":[{"portfolio_id":"EXAMPLE_PORT_01","name":"Example","base_currency":"USD","cost_method":"FIFO"}]}""";

    private Examples() {}
}
