-- What counts once and has come: the JWTs with which clients prove themselves, until they lapse.

CREATE TABLE one_time (
  hash    text PRIMARY KEY,
  attempt bigint,       -- that came first; null: a record about it cannot be read
  until   timestamptz,  -- when it lapses by itself; null: never
  at      timestamptz   -- when it was closed
);

CREATE INDEX one_time_until ON one_time (until);

CREATE TRIGGER emptied AFTER TRUNCATE ON one_time EXECUTE FUNCTION forget_offsets();
