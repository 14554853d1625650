-- The trace index: every record of both topics, one row each, in daily partitions (UTC) that are created
-- ahead and dropped whole when they are older than the retention.

CREATE TABLE flow_event (
  at            timestamptz NOT NULL,  -- the log's time
  topic         text NOT NULL CHECK (topic IN ('flow', 'calls')),
  partition     integer NOT NULL,
  "offset"      bigint NOT NULL,
  -- The envelope.
  event_id      uuid,
  key           text,
  source        text,                  -- the pod that wrote it
  written_at    timestamptz,           -- by that pod's own clock
  flow_id       uuid,
  request_id    uuid,
  client_id     text,                  -- as the request named it, whether or not it exists
  traceparent   text,
  type          text NOT NULL,         -- 'unreadable' for a record that nobody could decode
  -- What people search by.
  account_id    uuid,
  step          text,
  refusal       text,
  address       text,                  -- a keyed hash
  network       text,                  -- /24 or /48
  redirect_host text,
  data          jsonb NOT NULL,
  PRIMARY KEY (at, topic, partition, "offset")
) PARTITION BY RANGE (at);

CREATE INDEX flow_event_flow ON flow_event (flow_id, at);
CREATE INDEX flow_event_client ON flow_event (client_id, at) WHERE client_id IS NOT NULL;
CREATE INDEX flow_event_refusal ON flow_event (refusal, at) WHERE refusal IS NOT NULL;
CREATE INDEX flow_event_account ON flow_event (account_id, at) WHERE account_id IS NOT NULL;
CREATE INDEX flow_event_anonymous ON flow_event (address, at) WHERE client_id IS NULL AND address IS NOT NULL;

-- Makes the partition of a day, if it is not there yet. Attaching one that is made already does not wait
-- for those who read, as CREATE TABLE … PARTITION OF would.
CREATE FUNCTION ensure_flow_event_day(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  name text := 'flow_event_' || to_char(day, 'YYYYMMDD');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('dev.ninestep.flow_event'));
  IF to_regclass(name) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE flow_event INCLUDING CONSTRAINTS)', name);
    EXECUTE format('ALTER TABLE flow_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      name, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  END IF;
END $$;
