-- Alerts that ended long ago go, with what their webhooks were told.
ALTER TABLE alert_webhook DROP CONSTRAINT alert_webhook_alert_id_fkey,
    ADD FOREIGN KEY (alert_id) REFERENCES alert (id) ON DELETE CASCADE;
CREATE INDEX alert_ended ON alert (resolved_at) WHERE resolved_at IS NOT NULL;
