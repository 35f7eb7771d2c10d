-- Counts the changes of an instance: who has read it before needs to read it again only when this moved.
ALTER TABLE instances ADD COLUMN revision BIGINT NOT NULL DEFAULT 0;
