-- A small portfolio in order, and for every check what puts it out of order. {p} is its key, {b} its batch.

-- plant: fixture
INSERT INTO portfolio_policy VALUES ({p}, {b}, 'FIFO', 'REJECT', 'INCOME', 'AUTO', true);
INSERT INTO portfolio_version VALUES ({p}, 1, {b});
INSERT INTO transaction_fact (portfolio_key, source, transaction_id, revision, batch_id, content_hash, type, security_id, trade_date, quantity, price, gross, fees, taxes, withholding_tax, accrued_interest, currency)
VALUES ({p}, 'q', 'd', 1, {b}, 'h', 'DEPOSIT', null, '2025-01-02', 0, null, 5000, 0, 0, 0, 0, 'USD'),
       ({p}, 'q', 'b', 1, {b}, 'h', 'BUY', 'Q-SEC', '2025-01-02', 10, 100, 1000, 0, 0, 0, 0, 'USD'),
       ({p}, 'q', 's', 1, {b}, 'h', 'SELL', 'Q-SEC', '2025-01-03', 4, 110, 440, 0, 0, 0, 0, 'USD');
INSERT INTO booking (portfolio_key, source, transaction_id, revision, security_id, trade_date, status, net_cost, net_cost_base, proceeds, realized, realized_base, income, income_base, cash_currency, cash_amount, fx_multiplier, fx_divisor)
VALUES ({p}, 'q', 'd', 1, '', '2025-01-02', 'BOOKED', 0, 0, 0, 0, 0, 0, 0, 'USD', 5000, 1, 1),
       ({p}, 'q', 'b', 1, 'Q-SEC', '2025-01-02', 'BOOKED', 1000, 1000, 0, 0, 0, 0, 0, 'USD', -1000, 1, 1),
       ({p}, 'q', 's', 1, 'Q-SEC', '2025-01-03', 'BOOKED', -400, -400, 440, 40, 40, 0, 0, 'USD', 440, 1, 1);
INSERT INTO position VALUES ({p}, 'Q-SEC', 'USD', 6, 600, 600, 40, 40, 0, 0, '2025-01-03', 3, '2025-01-03', 'q', 's');
INSERT INTO position_history VALUES ({p}, 'Q-SEC', '2025-01-02', 'USD', 10, 1000, 1000, 0, 0, 0, 0), ({p}, 'Q-SEC', '2025-01-03', 'USD', 6, 600, 600, 40, 40, 0, 0);
INSERT INTO lot VALUES ({p}, 'Q-SEC', 'q', 'b', 0, '2025-01-02', 2, '2025-01-02', 6, 600, 600);
INSERT INTO lot_event VALUES ({p}, 'Q-SEC', 'q', 'b', 0, '2025-01-02', 'q', 'b', 0, '2025-01-02', 2, '2025-01-02', 'OPEN', 10, 1000, 1000, 0, 0, 0, 0, 0, 0),
       ({p}, 'Q-SEC', 'q', 's', 0, '2025-01-03', 'q', 'b', 0, '2025-01-02', 2, '2025-01-02', 'DISPOSE', -4, -400, -400, 440, 440, 40, 40, 40, 0);
INSERT INTO cash_balance VALUES ({p}, 'USD', 4440);
INSERT INTO waiter VALUES ({p}, 'q', 'b', 'RATE', 'EUR/USD', '2025-01-02', null);
INSERT INTO instrument_fact (security_id, batch_id, symbol, currency, partition, kafka_offset, told_at) VALUES ('Q-SEC', {b}, 'Q-SYM', 'USD', 1000, 0, now());
INSERT INTO market_price (price_key, by_symbol, date_only, price_time, source, batch_id, price, currency, volume, partition, kafka_offset, told_at) VALUES ('Q-SEC', false, true, '2025-01-02T00:00Z', 'q', {b}, 100, 'USD', 5, 1000, 0, now());
INSERT INTO fx_rate (from_currency, to_currency, date_only, rate_time, source, batch_id, rate, partition, kafka_offset, told_at) VALUES ('XQA', 'XQB', true, '2025-01-02T00:00Z', 'q', {b}, 2, 1000, 0, now());
INSERT INTO benchmark_fact VALUES ('Q-BLEND', {b}, 'Blend', 'USD', 'BLEND', '[{"security_id": "Q-SEC", "weight": "0.4"}, {"security_id": "Q-TWO", "weight": "0.6"}]', 'DAILY'),
       ('Q-LEVELS', {b}, 'Levels', 'USD', 'LEVELS', null, 'NONE');
INSERT INTO benchmark_point VALUES ('Q-LEVELS', 'LEVELS', '2025-01-02', {b}, 100);
INSERT INTO ingest_batch (id, owner_id, kind, items) VALUES ('00000000-0000-0000-0000-00000000aaaa', '00000000-0000-0000-0000-00000000bbbb', 'transactions', 1);
INSERT INTO ingest_item (ingest_batch, item, batch_id, outcome) VALUES ('00000000-0000-0000-0000-00000000aaaa', 0, {b}, 'RECORDED');
INSERT INTO stage_offset VALUES ('quality', 'quality', 0, 'topic', 0, 0);
INSERT INTO outbox (lane, batch_id, records) VALUES ('quality', {b}, '');
INSERT INTO app_user (id, email, username, password_hash, created_at, updated_at) VALUES ('00000000-0000-0000-0000-00000000cccc', 'q@example.org', 'quality-fixture', '$argon2id$v=19$', now(), now());
INSERT INTO refresh_token (id, family_id, user_id, token_hash, created_at, expires_at) VALUES ('00000000-0000-0000-0000-00000000dddd', '00000000-0000-0000-0000-00000000dddd', '00000000-0000-0000-0000-00000000cccc', 'q', now(), now() + interval '1 day');
INSERT INTO api_key (id, user_id, name, prefix, key_hash, created_at) VALUES ('00000000-0000-0000-0000-00000000eeee', '00000000-0000-0000-0000-00000000cccc', 'q', 'q', 'q', now());

-- plant: fact_batch_exists
UPDATE transaction_fact SET batch_id = -1 WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: fact_superseding_batch_exists
UPDATE transaction_fact SET superseded_batch = -1 WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: fact_has_one_newest_revision
INSERT INTO transaction_fact SELECT (f).* FROM (SELECT jsonb_populate_record(t, '{"revision": 2}') AS f FROM transaction_fact t WHERE portfolio_key = {p} AND transaction_id = 'd') x;

-- plant: fact_newest_revision_is_greatest
UPDATE transaction_fact SET superseded_batch = {b} WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: fact_revision_is_positive
UPDATE transaction_fact SET revision = 0 WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: fact_type_is_known
UPDATE transaction_fact SET type = 'GIFT' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: fact_currency_is_a_code
UPDATE transaction_fact SET currency = 'usd' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: fact_has_a_content_hash
UPDATE transaction_fact SET content_hash = '' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: fact_has_an_id
UPDATE transaction_fact SET transaction_id = '' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: trade_has_units
UPDATE transaction_fact SET quantity = 0 WHERE portfolio_key = {p} AND transaction_id = 'b';

-- plant: trade_names_a_security
UPDATE transaction_fact SET security_id = null WHERE portfolio_key = {p} AND transaction_id = 'b';

-- plant: trade_gross_agrees_with_price
UPDATE transaction_fact SET gross = 10000 WHERE portfolio_key = {p} AND transaction_id = 'b';

-- plant: fact_rate_is_positive
UPDATE transaction_fact SET fx_rate = 0 WHERE portfolio_key = {p} AND transaction_id = 'b';

-- plant: split_ratio_is_positive
UPDATE transaction_fact SET type = 'SPLIT', ratio = 0 WHERE portfolio_key = {p} AND transaction_id = 'b';

-- plant: portfolio_currency_is_a_code
UPDATE portfolio SET base_currency = '$' WHERE key = {p};

-- plant: portfolio_zone_is_known
UPDATE portfolio SET time_zone = 'Europe/Atlantis' WHERE key = {p};

-- plant: portfolio_closes_after_it_opens
UPDATE portfolio SET open_date = '2025-01-02', close_date = '2025-01-01' WHERE key = {p};

-- plant: portfolio_has_a_name
UPDATE portfolio SET name = '' WHERE key = {p};

-- plant: portfolio_version_is_the_newest
UPDATE portfolio SET version = 7 WHERE key = {p};

-- plant: portfolio_versions_have_no_gap
INSERT INTO portfolio_version VALUES ({p}, 3, {b});

-- plant: portfolio_versions_follow_knowledge
INSERT INTO portfolio_version VALUES ({p}, 2, {b});

-- plant: portfolio_cash_flows_are_counted
UPDATE portfolio SET cash_flow_count = 2 WHERE key = {p};

-- plant: policy_cost_method_is_known
UPDATE portfolio_policy SET cost_method = 'LUCK' WHERE portfolio_key = {p};

-- plant: policy_oversell_is_known
UPDATE portfolio_policy SET oversell = 'SHRUG' WHERE portfolio_key = {p};

-- plant: policy_dividend_treatment_is_known
UPDATE portfolio_policy SET dividend_treatment = 'SPEND' WHERE portfolio_key = {p};

-- plant: policy_cash_tracking_is_known
UPDATE portfolio_policy SET cash_tracking = 'MAYBE' WHERE portfolio_key = {p};

-- plant: batch_is_stamped
INSERT INTO batch (stage) VALUES ('quality');

-- plant: batch_stamps_are_unique
INSERT INTO batch (stage, recorded_at) SELECT 'quality', recorded_at FROM batch WHERE id = {b};

-- plant: batch_is_not_after_the_clock
UPDATE batch SET recorded_at = recorded_at + interval '1 year' WHERE id = {b};

-- plant: booking_has_its_fact
UPDATE booking SET revision = 9 WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_is_of_the_newest_revision
UPDATE transaction_fact SET reversed = true WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: fact_is_booked
DELETE FROM booking WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_status_is_known
UPDATE booking SET status = 'PERHAPS' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_rejected_says_why
UPDATE booking SET status = 'REJECTED' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_rejected_moves_nothing
UPDATE booking SET status = 'REJECTED', reason = 'OVERSELL' WHERE portfolio_key = {p} AND transaction_id = 's';

-- plant: booking_waiting_says_for_what
UPDATE booking SET status = 'WAITING' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_is_on_its_trade_date
UPDATE booking SET trade_date = '2025-02-01' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_currency_is_that_of_its_fact
UPDATE booking SET cash_currency = 'EUR' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_portfolio_exists
UPDATE booking SET portfolio_key = -1 WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_rate_is_whole
UPDATE booking SET fx_divisor = null WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_in_base_currency_needs_no_rate
UPDATE booking SET fx_multiplier = 1.1 WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_conversion_is_whole
UPDATE booking SET bought_currency = 'EUR' WHERE portfolio_key = {p} AND transaction_id = 'd';

-- plant: booking_trade_pays_what_it_costs
UPDATE booking SET cash_amount = -999 WHERE portfolio_key = {p} AND transaction_id = 'b';

-- plant: position_portfolio_exists
UPDATE position SET portfolio_key = -1 WHERE portfolio_key = {p};

-- plant: position_currency_is_a_code
UPDATE position SET currency = 'dollar' WHERE portfolio_key = {p};

-- plant: position_closed_costs_nothing
UPDATE position SET quantity = 0 WHERE portfolio_key = {p};

-- plant: position_last_transaction_is_booked
UPDATE position SET last_transaction_id = 'x' WHERE portfolio_key = {p};

-- plant: lots_add_up_to_the_units
UPDATE lot SET quantity = 7 WHERE portfolio_key = {p};

-- plant: lots_add_up_to_the_cost
UPDATE lot SET cost = 600.000000000000000001 WHERE portfolio_key = {p};

-- plant: lots_add_up_to_the_cost_in_base
UPDATE lot SET cost_base = null WHERE portfolio_key = {p};

-- plant: lot_has_its_position
DELETE FROM position WHERE portfolio_key = {p};

-- plant: lot_is_open
UPDATE lot SET quantity = 0 WHERE portfolio_key = {p};

-- plant: lots_are_all_long_or_all_short
INSERT INTO lot VALUES ({p}, 'Q-SEC', 'q', 's', 0, '2025-01-02', 2, '2025-01-02', -6, -600, -600);

-- plant: lot_events_add_up_to_the_units
UPDATE lot_event SET quantity = 11 WHERE portfolio_key = {p} AND transaction_id = 'b';

-- plant: lot_events_add_up_to_the_cost
UPDATE lot_event SET cost = 1001 WHERE portfolio_key = {p} AND transaction_id = 'b';

-- plant: lot_event_kind_is_known
UPDATE lot_event SET kind = 'LOSE' WHERE portfolio_key = {p} AND transaction_id = 'b';

-- plant: lot_event_is_booked
DELETE FROM booking WHERE portfolio_key = {p} AND transaction_id = 's';

-- plant: lot_event_is_on_its_trade_date
UPDATE lot_event SET trade_date = '2025-02-01' WHERE portfolio_key = {p} AND transaction_id = 's';

-- plant: realised_gains_add_up_by_transaction
UPDATE booking SET realized = 41 WHERE portfolio_key = {p} AND transaction_id = 's';

-- plant: realised_effects_add_up
UPDATE lot_event SET fx_effect_base = 1 WHERE portfolio_key = {p} AND transaction_id = 's';

-- plant: history_ends_with_the_position
UPDATE position_history SET cost = 601 WHERE portfolio_key = {p} AND position_date = '2025-01-03';

-- plant: history_is_not_after_the_position
INSERT INTO position_history VALUES ({p}, 'Q-SEC', '2025-01-04', 'USD', 6, 600, 600, 0, 0, 0, 0);

-- plant: history_has_its_position
DELETE FROM position WHERE portfolio_key = {p};

-- plant: history_gains_add_up
UPDATE position SET realized = 39 WHERE portfolio_key = {p};

-- plant: history_income_adds_up
UPDATE position SET income = 1 WHERE portfolio_key = {p};

-- plant: history_closed_costs_nothing
UPDATE position_history SET quantity = 0 WHERE portfolio_key = {p} AND position_date = '2025-01-02';

-- plant: cash_adds_up
UPDATE cash_balance SET balance = 4440.01 WHERE portfolio_key = {p};

-- plant: cash_portfolio_exists
UPDATE cash_balance SET portfolio_key = -1 WHERE portfolio_key = {p};

-- plant: cash_currency_is_a_code
UPDATE cash_balance SET currency = '' WHERE portfolio_key = {p};

-- plant: waiter_is_booked
UPDATE waiter SET transaction_id = 'x' WHERE portfolio_key = {p};

-- plant: waiter_kind_is_known
UPDATE waiter SET kind = 'GODOT' WHERE portfolio_key = {p};

-- plant: price_is_not_negative
UPDATE market_price SET price = -1 WHERE price_key = 'Q-SEC';

-- plant: price_currency_is_a_code
UPDATE market_price SET currency = 'US' WHERE price_key = 'Q-SEC';

-- plant: price_batch_exists
UPDATE market_price SET batch_id = -1 WHERE price_key = 'Q-SEC';

-- plant: price_of_a_day_is_at_midnight
UPDATE market_price SET price_time = '2025-01-02T01:00Z' WHERE price_key = 'Q-SEC';

-- plant: price_is_not_of_the_future
UPDATE market_price SET price_time = '2999-01-02T00:00Z' WHERE price_key = 'Q-SEC';

-- plant: price_names_something
UPDATE market_price SET price_key = '' WHERE price_key = 'Q-SEC';

-- plant: price_volume_is_not_negative
UPDATE market_price SET volume = -1 WHERE price_key = 'Q-SEC';

-- plant: rate_is_positive
UPDATE fx_rate SET rate = 0 WHERE from_currency = 'XQA';

-- plant: rate_is_between_two_currencies
UPDATE fx_rate SET to_currency = 'XQA' WHERE from_currency = 'XQA';

-- plant: rate_currencies_are_codes
UPDATE fx_rate SET to_currency = 'XQ' WHERE from_currency = 'XQA';

-- plant: rate_batch_exists
UPDATE fx_rate SET batch_id = -1 WHERE from_currency = 'XQA';

-- plant: rate_of_a_day_is_at_midnight
UPDATE fx_rate SET rate_time = '2025-01-02T01:00Z' WHERE from_currency = 'XQA';

-- plant: rate_agrees_with_its_inverse
INSERT INTO fx_rate (from_currency, to_currency, date_only, rate_time, source, batch_id, rate, partition, kafka_offset, told_at) VALUES ('XQB', 'XQA', true, '2025-01-02T00:00Z', 'q', {b}, 2, 1000, 1, now());

-- plant: instrument_batch_exists
UPDATE instrument_fact SET batch_id = -1 WHERE security_id = 'Q-SEC';

-- plant: instrument_has_an_id
UPDATE instrument_fact SET security_id = '' WHERE security_id = 'Q-SEC';

-- plant: instrument_currency_is_a_code
UPDATE instrument_fact SET currency = 'dollar' WHERE security_id = 'Q-SEC';

-- plant: instrument_symbols_are_unique
INSERT INTO instrument_fact (security_id, batch_id, symbol, partition, kafka_offset, told_at) VALUES ('Q-TWO', {b}, 'Q-SYM', 1000, 1, now());

-- plant: held_security_is_known
DELETE FROM instrument_fact WHERE security_id = 'Q-SEC';

-- plant: bond_trade_is_paid_by_its_price_unit
UPDATE instrument_fact SET terms = '{"bond":{"price_unit":"PERCENT"}}' WHERE security_id = 'Q-SEC';

-- plant: held_security_has_a_price
DELETE FROM market_price WHERE price_key = 'Q-SEC';

-- plant: benchmark_kind_is_known
UPDATE benchmark_fact SET kind = 'HOPES' WHERE benchmark_id = 'Q-LEVELS';

-- plant: benchmark_rebalancing_is_known
UPDATE benchmark_fact SET rebalancing = 'HOURLY' WHERE benchmark_id = 'Q-BLEND';

-- plant: benchmark_weights_add_up_to_one
UPDATE benchmark_fact SET blend = '[{"security_id": "Q-SEC", "weight": "0.4"}]' WHERE benchmark_id = 'Q-BLEND';

-- plant: benchmark_point_has_its_benchmark
DELETE FROM benchmark_fact WHERE benchmark_id = 'Q-LEVELS';

-- plant: benchmark_level_is_positive
UPDATE benchmark_point SET value = 0 WHERE benchmark_id = 'Q-LEVELS';

-- plant: ingest_outcome_is_known
UPDATE ingest_item SET outcome = 'LOST' WHERE ingest_batch = '00000000-0000-0000-0000-00000000aaaa';

-- plant: ingest_items_are_within_the_request
UPDATE ingest_item SET item = 1 WHERE ingest_batch = '00000000-0000-0000-0000-00000000aaaa';

-- plant: ingest_item_batch_exists
UPDATE ingest_item SET batch_id = -1 WHERE ingest_batch = '00000000-0000-0000-0000-00000000aaaa';

-- plant: stage_offset_is_not_negative
UPDATE stage_offset SET next_offset = -1 WHERE stage = 'quality';

-- plant: outbox_batch_exists
UPDATE outbox SET batch_id = -1 WHERE lane = 'quality';

-- plant: outbox_is_published_soon
UPDATE batch SET recorded_at = recorded_at - interval '2 hours' WHERE id = {b};

-- plant: user_has_an_address
UPDATE app_user SET email = 'nowhere' WHERE username = 'quality-fixture';

-- plant: user_has_a_hashed_password
UPDATE app_user SET password_hash = 'secret' WHERE username = 'quality-fixture';

-- plant: refresh_token_ends
UPDATE refresh_token SET expires_at = created_at WHERE id = '00000000-0000-0000-0000-00000000dddd';

-- plant: refresh_token_serves_after_it_is_made
UPDATE refresh_token SET used_at = created_at - interval '1 hour' WHERE id = '00000000-0000-0000-0000-00000000dddd';

-- plant: api_key_ends_after_it_begins
UPDATE api_key SET expires_at = created_at WHERE id = '00000000-0000-0000-0000-00000000eeee';
