-- Attempts are kept, notifications can be sent again or parked, and their order is decided under the lane's lock.

ALTER TABLE lanes ADD COLUMN tail BIGINT NOT NULL DEFAULT 0;      -- the place given last
ALTER TABLE lanes ADD COLUMN waiting BIGINT NOT NULL DEFAULT 0;   -- its notifications that are not settled
ALTER TABLE lanes ADD COLUMN parked INTEGER NOT NULL DEFAULT 0;   -- notifications parked in a row

ALTER TABLE notifications ADD COLUMN place BIGINT NOT NULL DEFAULT 0;     -- in its lane; sent again, it goes to the end
ALTER TABLE notifications ADD COLUMN object_type TEXT;                    -- JSON-escaped
ALTER TABLE notifications ADD COLUMN failed SMALLINT NOT NULL DEFAULT 0;  -- settled without having been delivered

UPDATE notifications SET place = seq, object_type = ${objectTypeOfBody};
UPDATE lanes SET
  tail = COALESCE((SELECT MAX(n.place) FROM notifications n WHERE n.instance_id = lanes.instance_id), 0),
  waiting = (SELECT COUNT(*) FROM notifications n WHERE n.instance_id = lanes.instance_id AND n.settled_at IS NULL);

DROP INDEX notifications_waiting;
CREATE INDEX notifications_waiting ON notifications (instance_id, place) WHERE settled_at IS NULL;

-- The last attempts to deliver a notification; they end with it.
CREATE TABLE attempts (
  seq          BIGINT  NOT NULL REFERENCES notifications (seq) ON DELETE CASCADE,
  attempt      INTEGER NOT NULL, -- 1 for the first
  attempted_at BIGINT  NOT NULL,
  duration_ms  BIGINT  NOT NULL,
  status_code  INTEGER,          -- null without an answer
  error        TEXT,             -- null if the callback took it; JSON-escaped
  answer       TEXT,             -- the first bytes of the answer's body, JSON-escaped
  PRIMARY KEY (seq, attempt)
) ${withoutRowid};
