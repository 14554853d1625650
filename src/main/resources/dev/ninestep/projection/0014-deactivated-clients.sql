-- Since when an operator has deactivated a client, and why. It keeps what it was.

ALTER TABLE client
  ADD COLUMN deactivated_at  timestamptz,
  ADD COLUMN deactivated_why text,
  DROP CONSTRAINT client_state_check,
  ADD CONSTRAINT client_state_check CHECK (state IN ('registered', 'deactivated', 'deleted', 'closed'));
