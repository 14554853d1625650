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

-- The registrations among them once more, kept for good: what a client registered is asked for as long as
-- it comes.
CREATE TABLE registration (
  LIKE flow_event,
  PRIMARY KEY (topic, partition, "offset")
);

CREATE INDEX registration_client ON registration (client_id);

-- Calls let through, per grant and UTC day. Apart from grant_state because the two topics have no common
-- order: whichever is read first, the sums come out the same.
CREATE TABLE call_day (
  flow_id uuid NOT NULL,
  day     date NOT NULL,
  calls   bigint NOT NULL,
  last_at timestamptz NOT NULL,
  PRIMARY KEY (flow_id, day)
) PARTITION BY RANGE (day);

CREATE TRIGGER emptied AFTER TRUNCATE ON flow_event EXECUTE FUNCTION forget_offsets();
CREATE TRIGGER emptied AFTER TRUNCATE ON registration EXECUTE FUNCTION forget_offsets();
CREATE TRIGGER emptied AFTER TRUNCATE ON call_day EXECUTE FUNCTION forget_offsets();

-- Makes the partitions of a UTC day, if they are not there yet. Attaching one that is made already does not
-- wait for those who read, as CREATE TABLE ... PARTITION OF would.
CREATE FUNCTION ensure_day(day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  events text := 'flow_event_' || to_char(day, 'YYYYMMDD');
  calls  text := 'call_day_' || to_char(day, 'YYYYMMDD');
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('dev.ninestep.day'));
  IF to_regclass(events) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE flow_event INCLUDING CONSTRAINTS)', events);
    EXECUTE format('ALTER TABLE flow_event ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      events, day::timestamp AT TIME ZONE 'UTC', (day + 1)::timestamp AT TIME ZONE 'UTC');
  END IF;
  IF to_regclass(calls) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE call_day INCLUDING CONSTRAINTS) WITH (fillfactor = 80)', calls);
    EXECUTE format('ALTER TABLE call_day ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      calls, day, day + 1);
  END IF;
END $$;

-- Drops the partitions of all days before one. A partition that somebody reads is left for the next time,
-- so that nobody who wants to read has to queue behind this for long.
CREATE FUNCTION drop_days_before(day date) RETURNS void LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent IN ('flow_event'::regclass, 'call_day'::regclass)
      AND right(child.relname, 8) < to_char(day, 'YYYYMMDD')
  LOOP
    BEGIN
      EXECUTE format('DROP TABLE %I', name);
    EXCEPTION WHEN lock_not_available THEN
      RAISE LOG 'partition % is read just now and will be dropped later', name;
    END;
  END LOOP;
END $$;
