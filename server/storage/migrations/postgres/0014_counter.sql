-- Drafts that staff fill in for people at the counter, found by their desk.
CREATE INDEX draft_at_counter ON draft (agency_code, updated_at) WHERE channel = 1 AND discarded_at IS NULL;
