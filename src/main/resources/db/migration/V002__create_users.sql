-- Who may call: users, the refresh tokens of their logins, and their API keys.

CREATE TABLE app_user (
    id            uuid PRIMARY KEY,
    email         text NOT NULL,
    username      text NOT NULL,
    password_hash text NOT NULL,
    is_active     boolean NOT NULL DEFAULT true,
    roles         text[] NOT NULL DEFAULT '{}',
    scopes        text[] NOT NULL DEFAULT '{}',
    created_at    timestamptz NOT NULL,
    updated_at    timestamptz NOT NULL
);
CREATE UNIQUE INDEX app_user_email ON app_user (lower(email));
CREATE UNIQUE INDEX app_user_username ON app_user (lower(username));
COMMENT ON TABLE app_user IS 'A person or a program that owns portfolios. Edited in place: no fact.';
COMMENT ON COLUMN app_user.email IS 'As it was given; unique without regard to case.';
COMMENT ON COLUMN app_user.username IS 'As it was given; unique without regard to case.';
COMMENT ON COLUMN app_user.password_hash IS 'Argon2id in PHC string format, with its own salt and costs.';
COMMENT ON COLUMN app_user.is_active IS 'False: no login, no refresh, no API key; access tokens end by themselves.';
COMMENT ON COLUMN app_user.roles IS 'Roles, the groups claim of the access token.';
COMMENT ON COLUMN app_user.scopes IS 'Granted beyond the configured default, such as market:write.';

CREATE TABLE refresh_token (
    id         uuid PRIMARY KEY,
    family_id  uuid NOT NULL,
    user_id    uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
    token_hash bytea NOT NULL UNIQUE,
    created_at timestamptz NOT NULL,
    expires_at timestamptz NOT NULL,
    used_at    timestamptz,
    revoked_at timestamptz
);
CREATE INDEX refresh_token_family ON refresh_token (family_id);
CREATE INDEX refresh_token_user ON refresh_token (user_id, expires_at);
COMMENT ON TABLE refresh_token IS 'Every refresh token serves once. Expired rows go at the user''s next login.';
COMMENT ON COLUMN refresh_token.family_id IS 'All tokens that descend from one login; a second use of one revokes them all.';
COMMENT ON COLUMN refresh_token.token_hash IS 'SHA-256 of the token, which is 256 random bits; the token itself is not kept.';
COMMENT ON COLUMN refresh_token.used_at IS 'When it was exchanged for the next one.';
COMMENT ON COLUMN refresh_token.revoked_at IS 'When it lost its force by logout or by a second use within its family.';

CREATE TABLE api_key (
    id         uuid PRIMARY KEY,
    user_id    uuid NOT NULL REFERENCES app_user ON DELETE CASCADE,
    name       text NOT NULL,
    prefix     text NOT NULL,
    key_hash   bytea NOT NULL UNIQUE,
    scopes     text[] NOT NULL DEFAULT '{}',
    created_at timestamptz NOT NULL,
    expires_at timestamptz
);
CREATE INDEX api_key_user ON api_key (user_id, created_at);
COMMENT ON TABLE api_key IS 'Keys for programs, sent as X-API-Key; removed when revoked.';
COMMENT ON COLUMN api_key.prefix IS 'The first characters of the key, so that its owner recognises it.';
COMMENT ON COLUMN api_key.key_hash IS 'SHA-256 of the key, which is 256 random bits; the key itself is shown once and not kept.';
COMMENT ON COLUMN api_key.scopes IS 'At most what the owner has; judged again at every use.';
COMMENT ON COLUMN api_key.expires_at IS 'Null: until it is revoked.';
