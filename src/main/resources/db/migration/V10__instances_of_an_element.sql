-- The instances of one element, in the order of their ids.
CREATE INDEX instances_element ON instances (element, id);
