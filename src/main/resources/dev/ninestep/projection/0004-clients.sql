-- What a client may register besides, and whether it was ever used: one that was not is forgotten.

ALTER TABLE client
  ADD COLUMN used            boolean NOT NULL DEFAULT false,
  ADD COLUMN jwks            text,
  ADD COLUMN jwks_uri        text,
  ADD COLUMN management_hash text,
  DROP CONSTRAINT client_state_check,
  ADD CONSTRAINT client_state_check CHECK (state IN ('registered', 'deleted', 'closed'));

CREATE INDEX client_unused ON client (at) WHERE state = 'registered' AND NOT used;
