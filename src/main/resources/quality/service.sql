-- What the service keeps for itself: requests, offsets, events, users.

-- check: ingest_outcome_is_known
-- error: What became of an item is one of the contract.
SELECT format('item %s of %s: %s', i.item, i.ingest_batch, i.outcome) AS violation
FROM ingest_item i WHERE i.outcome NOT IN ('RECORDED', 'STORED', 'REPLAYED', 'CONFLICT', 'INVALID')

-- check: ingest_items_are_within_the_request
-- error: No item is numbered beyond what its request had.
SELECT format('item %s of %s', i.item, i.ingest_batch) AS violation
FROM ingest_item i JOIN ingest_batch b ON b.id = i.ingest_batch WHERE i.item < 0 OR i.item >= b.items

-- check: ingest_item_batch_exists
-- error: What took an item is a batch.
SELECT format('item %s of %s', i.item, i.ingest_batch) AS violation
FROM ingest_item i WHERE NOT EXISTS (SELECT FROM batch b WHERE b.id = i.batch_id)

-- check: stage_offset_is_not_negative
-- error: A stage has read from the beginning of a log or later.
SELECT format('%s %s/%s', o.stage, o.topic, o.partition) AS violation
FROM stage_offset o WHERE o.next_offset < 0 OR o.partition < 0 OR o.owner_epoch < 0

-- check: outbox_batch_exists
-- error: What is to be published belongs to a batch.
SELECT format('outbox %s', o.id) AS violation FROM outbox o WHERE NOT EXISTS (SELECT FROM batch b WHERE b.id = o.batch_id)

-- check: outbox_is_published_soon
-- warning: Nothing waits to be published for more than an hour.
SELECT format('outbox %s of %s', o.id, b.recorded_at) AS violation
FROM outbox o JOIN batch b ON b.id = o.batch_id WHERE b.recorded_at < now() - interval '1 hour'

-- check: user_has_an_address
-- error: The e-mail address of a user has a name and a domain.
SELECT format('user %s', u.id) AS violation FROM app_user u WHERE u.email !~ '^[^@]+@[^@]+$'

-- check: user_has_a_hashed_password
-- error: A password is kept as Argon2id.
SELECT format('user %s', u.id) AS violation FROM app_user u WHERE u.password_hash !~ '^\$argon2id\$'

-- check: refresh_token_ends
-- error: A refresh token expires after it is made.
SELECT format('refresh token %s', t.id) AS violation FROM refresh_token t WHERE t.expires_at <= t.created_at

-- check: refresh_token_serves_after_it_is_made
-- error: A refresh token is used or revoked no earlier than it is made.
SELECT format('refresh token %s', t.id) AS violation
FROM refresh_token t WHERE t.used_at < t.created_at - interval '1 minute' OR t.revoked_at < t.created_at - interval '1 minute'

-- check: api_key_ends_after_it_begins
-- error: An API key that expires does so after it is made.
SELECT format('api key %s', k.id) AS violation FROM api_key k WHERE k.expires_at <= k.created_at
