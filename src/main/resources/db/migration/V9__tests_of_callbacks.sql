-- 1 while a lane is active only to send tests, because its instance's events are disabled.
ALTER TABLE lanes ADD COLUMN tests SMALLINT NOT NULL DEFAULT 0;
