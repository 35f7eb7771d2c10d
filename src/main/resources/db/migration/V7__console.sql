-- Sessions of the console that were signed out and one-time links that were used; the other nodes must know of both.
CREATE TABLE ended_tokens (
  id       TEXT   PRIMARY KEY,
  until_at BIGINT NOT NULL -- when the token would have ended by itself, and the row is no longer needed
);
CREATE INDEX ended_tokens_until ON ended_tokens (until_at);

-- Figures by time, for those who watch.
CREATE INDEX notifications_created ON notifications (created_at);
CREATE INDEX attempts_failed ON attempts (attempted_at) WHERE error IS NOT NULL;
