-- What the fold knows, so that a starting pod need not read the log from its beginning. Every row of this
-- file's tables and the next one's is computed from the log: TRUNCATE or DROP any of them, restart, and all
-- of them are built again.

-- How far each partition has been projected; moves in the transaction that writes the effects.
CREATE TABLE projection_offset (
  topic       text NOT NULL CHECK (topic IN ('flow', 'calls')),
  partition   integer NOT NULL,
  next_offset bigint NOT NULL,
  PRIMARY KEY (topic, partition)
);

-- The one projector that may write. Each takeover counts the epoch up; a batch is written only by the
-- transaction that still finds its own epoch and owner here.
CREATE TABLE projection_owner (
  the_only  boolean PRIMARY KEY DEFAULT true CHECK (the_only),
  epoch     bigint NOT NULL,
  owner     text NOT NULL,
  since     timestamptz NOT NULL,
  last_seen timestamptz NOT NULL
);

CREATE TABLE client (
  client_id      text PRIMARY KEY,
  state          text NOT NULL CHECK (state IN ('registered', 'closed')),
  at             timestamptz NOT NULL,  -- when it registered, or was closed by a record nobody can read
  name           text,
  redirect_uris  text[],
  auth_method    text,
  secret_hash    text,
  grant_types    text[],
  scope          text,
  caller_address text,
  caller_network text,
  caller_agent   text
);

-- A grant in the state dev.ninestep.fold.Grant gives it; a column that means nothing in a state is null.
CREATE TABLE grant_state (
  flow_id              uuid PRIMARY KEY,
  state                text NOT NULL
    CHECK (state IN ('denied', 'code_outstanding', 'active', 'access_only', 'revoked', 'closed')),
  attempt              bigint,       -- of the consent, of the last winner, or of the one that replayed
  generation           integer,      -- of the current refresh token
  expires_at           timestamptz,  -- of the code, or of the current refresh token
  presented            integer,      -- the generation that the last winner presented
  presented_until      timestamptz,
  lost                 integer,      -- generations the log has lost
  reopened             boolean,      -- the answer to the last winner was lost
  cause                smallint,     -- dev.ninestep.fold.RevocationCause
  ended_at             timestamptz,  -- when it was revoked or closed
  refresh_idle_seconds integer,
  ends_at              timestamptz,  -- when it ends, or would have ended, by itself
  repeatable_until     timestamptz,  -- when a repeat of the last winner ceases to be answered alike
  repeats              integer,      -- how often it was
  tries                integer,      -- how often the code came with a wrong verifier
  last_try             bigint,
  lapses_at            timestamptz,  -- from when on it counts as unknown; null: never
  -- For Connected apps and for people; the fold does not need them.
  client_id            text,
  account_id           uuid,
  scope                text,
  resource             text,
  created_at           timestamptz,
  last_used_at         timestamptz   -- the last presentation that won; for calls see call_day
) WITH (fillfactor = 80);

CREATE INDEX grant_state_account ON grant_state (account_id) WHERE account_id IS NOT NULL;
CREATE INDEX grant_state_lapses ON grant_state (lapses_at);

CREATE TABLE account_state (
  account_id uuid PRIMARY KEY,
  standing   text NOT NULL CHECK (standing IN ('open', 'suspended', 'closed')),
  since      timestamptz NOT NULL,
  consents       text[] NOT NULL, -- client, redirect_uri, resource, version of the client, scope
  ended_sessions text[] NOT NULL, -- name, until when
  sessions_from  timestamptz NOT NULL
);

-- A table that was emptied by hand says nothing about the log any more. Without offsets the projector
-- empties the others too and begins anew.
CREATE FUNCTION forget_offsets() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  DELETE FROM projection_offset;
  RETURN NULL;
END $$;

CREATE TRIGGER emptied AFTER TRUNCATE ON client EXECUTE FUNCTION forget_offsets();
CREATE TRIGGER emptied AFTER TRUNCATE ON grant_state EXECUTE FUNCTION forget_offsets();
CREATE TRIGGER emptied AFTER TRUNCATE ON account_state EXECUTE FUNCTION forget_offsets();
