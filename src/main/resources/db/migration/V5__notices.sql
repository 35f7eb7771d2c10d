-- What operators are told and has not reached them yet (pollhook.operations.url).
CREATE TABLE notices (
  id          ${identity},
  body        TEXT    NOT NULL, -- JSON
  created_at  BIGINT  NOT NULL,
  attempts    INTEGER NOT NULL,
  due_at      BIGINT  NOT NULL,
  lease_until BIGINT  NOT NULL,
  last_error  TEXT
);

-- What a notice has said of the callback and of the feed, so that another one says when it is well again.
ALTER TABLE lanes ADD COLUMN reported SMALLINT NOT NULL DEFAULT 0; -- held
ALTER TABLE feeds ADD COLUMN reported TEXT;                        -- the state; null if none
