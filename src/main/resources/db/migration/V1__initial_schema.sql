-- One text for SQLite and PostgreSQL: placeholders stand for what differs. Times are epoch milliseconds, documents JSON in ASCII.

CREATE TABLE properties (
  name  TEXT PRIMARY KEY,
  value TEXT NOT NULL
);

-- One authenticated account of an element.
CREATE TABLE instances (
  id         ${identity},
  element    TEXT     NOT NULL,
  document   TEXT     NOT NULL, -- name, tags, configuration without its secrets
  sealed     ${bytes} NOT NULL, -- encrypted: instance token, secrets of the configuration
  token_hash TEXT     NOT NULL UNIQUE,
  enabled    SMALLINT NOT NULL,
  created_at BIGINT   NOT NULL
);

-- The provider's tokens of an instance. One thread of one node refreshes them, under a lease.
CREATE TABLE grants (
  instance_id BIGINT   PRIMARY KEY REFERENCES instances (id) ON DELETE CASCADE,
  sealed      ${bytes} NOT NULL, -- encrypted: access token, refresh token, scope
  expires_at  BIGINT   NOT NULL,
  revoked     TEXT,              -- why the provider takes it no more; null while it does
  version     BIGINT   NOT NULL,
  lease_until BIGINT   NOT NULL
);

-- What is polled: one source of one instance, for a partitioned resource one per part (a calendar).
CREATE TABLE feeds (
  id           ${identity},
  instance_id  BIGINT   NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  parent_id    BIGINT   REFERENCES feeds (id) ON DELETE CASCADE, -- the feed that lists the parts
  source       TEXT     NOT NULL,
  resource     TEXT     NOT NULL, -- the configured key
  position     INTEGER  NOT NULL, -- its place in the configuration
  url          TEXT     NOT NULL, -- the configured url, JSON-escaped
  changes      TEXT     NOT NULL, -- how its changes are told
  part         TEXT     NOT NULL, -- '' or the part's name in the url, '*' for the list of parts
  part_id      TEXT,              -- the part's real id, once known
  active       SMALLINT NOT NULL,
  state        TEXT     NOT NULL,
  cursor       TEXT     NOT NULL,
  last_seen    BIGINT,
  interval_ms  BIGINT   NOT NULL,
  phase        BIGINT   NOT NULL, -- a moment at which a poll is due
  due_at       BIGINT   NOT NULL,
  lease_until  BIGINT   NOT NULL,
  fence        BIGINT   NOT NULL,
  failures     INTEGER  NOT NULL,
  slow         SMALLINT NOT NULL, -- timed out last time
  last_poll_at BIGINT,            -- when the last poll ended
  served_at    BIGINT,            -- when the last complete poll read, by the provider's clock
  last_error   TEXT,
  gap          TEXT               -- JSON: from, to, why
);
CREATE INDEX feeds_instance ON feeds (instance_id, position);
CREATE INDEX feeds_due ON feeds (source, active, due_at);
CREATE INDEX feeds_parent ON feeds (parent_id);
CREATE INDEX feeds_leased ON feeds (instance_id, lease_until);

-- Which version of which object a feed has reported, kept as far back as it can look.
CREATE TABLE ledger (
  feed_id   BIGINT NOT NULL REFERENCES feeds (id) ON DELETE CASCADE,
  object_id TEXT   NOT NULL,
  version   TEXT   NOT NULL,
  dated_at  BIGINT NOT NULL,
  PRIMARY KEY (feed_id, object_id, version)
) ${withoutRowid};
CREATE INDEX ledger_dated ON ledger (feed_id, dated_at);

-- Where deliveries stand, one row an instance: its notifications go out in order, one at a time.
CREATE TABLE lanes (
  instance_id BIGINT   PRIMARY KEY REFERENCES instances (id) ON DELETE CASCADE,
  active      SMALLINT NOT NULL,
  callback    TEXT     NOT NULL, -- the URL that attempts and held are about
  host        TEXT     NOT NULL, -- that URL's host and port
  due_at      BIGINT,            -- null while nothing waits
  attempts    INTEGER  NOT NULL, -- of the notification in front
  held        SMALLINT NOT NULL,
  slow        SMALLINT NOT NULL, -- timed out last time
  fence       BIGINT   NOT NULL,
  lease_until BIGINT   NOT NULL,
  last_error  TEXT
);
CREATE INDEX lanes_due ON lanes (due_at) WHERE active = 1 AND due_at IS NOT NULL;

CREATE TABLE notifications (
  seq         ${identity},
  id          TEXT     NOT NULL UNIQUE,
  instance_id BIGINT   NOT NULL REFERENCES instances (id) ON DELETE CASCADE,
  body        ${bytes} NOT NULL,
  created_at  BIGINT   NOT NULL,
  attempts    INTEGER  NOT NULL,
  settled_at  BIGINT,            -- null until delivered
  last_error  TEXT
);
CREATE INDEX notifications_waiting ON notifications (instance_id, seq) WHERE settled_at IS NULL;
CREATE INDEX notifications_of_instance ON notifications (instance_id, seq);
CREATE INDEX notifications_settled ON notifications (settled_at) WHERE settled_at IS NOT NULL;
