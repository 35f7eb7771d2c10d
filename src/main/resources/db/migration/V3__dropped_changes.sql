-- Changes that a route dropped, since the resource was configured.
ALTER TABLE feeds ADD COLUMN dropped BIGINT NOT NULL DEFAULT 0;
