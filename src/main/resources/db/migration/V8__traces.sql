-- The trace of the poll that found a notification's events (W3C traceparent), so that its delivery
-- continues it; null without tracing.
ALTER TABLE notifications ADD COLUMN traceparent TEXT;
