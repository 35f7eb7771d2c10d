-- What a later release may do to the schema while nodes of this one run: it only adds.
ALTER TABLE notifications ADD COLUMN later TEXT;
ALTER TABLE feeds ADD COLUMN later BIGINT NOT NULL DEFAULT 0;
CREATE TABLE later (id BIGINT PRIMARY KEY);
