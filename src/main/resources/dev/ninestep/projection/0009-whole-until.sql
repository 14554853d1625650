-- Until when the log holds nothing that is not projected, by the clock of the projector that looked; null
-- while that has not been found out.
ALTER TABLE projection_owner ADD COLUMN whole_until timestamptz;
