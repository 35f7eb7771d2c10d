-- What went wrong with single objects in the last days, as JSON: a list of at (epoch milliseconds) and text.
ALTER TABLE feeds ADD COLUMN warnings TEXT;
