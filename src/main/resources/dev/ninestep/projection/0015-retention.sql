-- Events by kind, since some are worth more than others and some are many more: each kind has a table of its own,
-- in partitions by time that are dropped whole when they are older than the retention of that kind. What was
-- written before kinds were told apart counts as flows.

ALTER TABLE flow_event ADD COLUMN kind text NOT NULL DEFAULT 'flows';
ALTER TABLE flow_event RENAME TO flow_event_flows;

DO $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent = 'flow_event_flows'::regclass
  LOOP
    EXECUTE format('ALTER TABLE %I RENAME TO %I', name, replace(name, 'flow_event_', 'flow_event_flows_'));
  END LOOP;
END $$;

-- No index here, but on each kind: not every kind is searched by everything.
CREATE TABLE flow_event (LIKE flow_event_flows INCLUDING DEFAULTS) PARTITION BY LIST (kind);
ALTER TABLE flow_event ATTACH PARTITION flow_event_flows FOR VALUES IN ('flows');

-- What the gateway let through, metered and refused.
CREATE TABLE flow_event_calls PARTITION OF flow_event FOR VALUES IN ('calls') PARTITION BY RANGE (at);
ALTER TABLE flow_event_calls ADD PRIMARY KEY (at, topic, partition, "offset");
CREATE INDEX ON flow_event_calls (flow_id, at);
CREATE INDEX ON flow_event_calls (client_id, at) INCLUDE (flow_id) WHERE client_id IS NOT NULL;
CREATE INDEX ON flow_event_calls (account_id, at) WHERE account_id IS NOT NULL;
CREATE INDEX ON flow_event_calls (refusal, at) INCLUDE (flow_id) WHERE refusal IS NOT NULL;
CREATE INDEX ON flow_event_calls (client_id, refusal, at) INCLUDE (flow_id) WHERE refusal IS NOT NULL;
CREATE INDEX ON flow_event_calls (request_id) WHERE refusal IS NOT NULL;

-- What a client asks before it says who it is.
CREATE TABLE flow_event_discovery PARTITION OF flow_event FOR VALUES IN ('discovery') PARTITION BY RANGE (at);
ALTER TABLE flow_event_discovery ADD PRIMARY KEY (at, topic, partition, "offset");
CREATE INDEX ON flow_event_discovery (flow_id, at);
CREATE INDEX ON flow_event_discovery (client_id, at) INCLUDE (flow_id) WHERE client_id IS NOT NULL;
CREATE INDEX ON flow_event_discovery (address, at) WHERE client_id IS NULL AND address IS NOT NULL;
CREATE INDEX ON flow_event_discovery (refusal, at) INCLUDE (flow_id) WHERE refusal IS NOT NULL;
CREATE INDEX ON flow_event_discovery (client_id, refusal, at) INCLUDE (flow_id) WHERE refusal IS NOT NULL;
CREATE INDEX ON flow_event_discovery (request_id) WHERE refusal IS NOT NULL;

-- What the operator's people and services did, and who looked at what: few, and asked for late.
CREATE TABLE flow_event_audit PARTITION OF flow_event FOR VALUES IN ('audit') PARTITION BY RANGE (at);
ALTER TABLE flow_event_audit ADD PRIMARY KEY (at, topic, partition, "offset");
CREATE INDEX ON flow_event_audit (flow_id, at);
CREATE INDEX ON flow_event_audit (client_id, at) INCLUDE (flow_id) WHERE client_id IS NOT NULL;
CREATE INDEX ON flow_event_audit (account_id, at) WHERE account_id IS NOT NULL;
CREATE INDEX ON flow_event_audit ((data ->> 'flow'), at) WHERE type = 'dev.ninestep.flow-viewed.v1';

CREATE TRIGGER emptied AFTER TRUNCATE ON flow_event EXECUTE FUNCTION forget_offsets();
CREATE TRIGGER emptied AFTER TRUNCATE ON flow_event_calls EXECUTE FUNCTION forget_offsets();
CREATE TRIGGER emptied AFTER TRUNCATE ON flow_event_discovery EXECUTE FUNCTION forget_offsets();
CREATE TRIGGER emptied AFTER TRUNCATE ON flow_event_audit EXECUTE FUNCTION forget_offsets();

-- From when on all there was of a kind is here, and for how long it stays.
CREATE TABLE event_kept (
  kind  text PRIMARY KEY,
  since timestamptz NOT NULL,
  days  integer NOT NULL
);

-- How the partitions of a kind are called: by the day (UTC), or by the month, where each holds little.
CREATE FUNCTION event_partition(kind text, day date) RETURNS text LANGUAGE sql IMMUTABLE AS $$
  SELECT 'flow_event_' || kind || '_' || to_char(day, CASE kind WHEN 'audit' THEN 'YYYYMM' ELSE 'YYYYMMDD' END)
$$;

-- Makes the partition of a kind that a UTC day falls into, if it is not there yet; for flows also that of the calls
-- they made on the day, which are kept as long. Attaching one that is made already does not wait for those who read,
-- as CREATE TABLE ... PARTITION OF would.
CREATE FUNCTION ensure_events(kind text, day date) RETURNS void LANGUAGE plpgsql AS $$
DECLARE
  whole  text := 'flow_event_' || kind;
  events text := event_partition(kind, day);
  calls  text := 'call_day_' || to_char(day, 'YYYYMMDD');
  first  date := CASE kind WHEN 'audit' THEN date_trunc('month', day)::date ELSE day END;
  after  date := CASE kind WHEN 'audit' THEN (first + interval '1 month')::date ELSE day + 1 END;
BEGIN
  PERFORM pg_advisory_xact_lock(hashtext('dev.ninestep.day'));
  IF to_regclass(events) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE %I INCLUDING DEFAULTS INCLUDING CONSTRAINTS)', events, whole);
    EXECUTE format('ALTER TABLE %I ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      whole, events, first::timestamp AT TIME ZONE 'UTC', after::timestamp AT TIME ZONE 'UTC');
  END IF;
  IF kind = 'flows' AND to_regclass(calls) IS NULL THEN
    EXECUTE format('CREATE TABLE %I (LIKE call_day INCLUDING CONSTRAINTS) WITH (fillfactor = 80)', calls);
    EXECUTE format('ALTER TABLE call_day ATTACH PARTITION %I FOR VALUES FROM (%L) TO (%L)',
      calls, day, day + 1);
  END IF;
END $$;

-- Drops the partitions of a kind that end before the one of a day begins. A partition that somebody reads is left for
-- the next time, so that nobody who wants to read has to queue behind this for long.
CREATE FUNCTION drop_events_before(kind text, day date) RETURNS void LANGUAGE plpgsql SET lock_timeout = '1s' AS $$
DECLARE
  name text;
BEGIN
  FOR name IN
    SELECT child.relname FROM pg_inherits JOIN pg_class child ON child.oid = inhrelid
    WHERE inhparent = ('flow_event_' || kind)::regclass AND child.relname < event_partition(kind, day)
      OR kind = 'flows' AND inhparent = 'call_day'::regclass
        AND child.relname < 'call_day_' || to_char(day, 'YYYYMMDD')
  LOOP
    BEGIN
      EXECUTE format('DROP TABLE %I', name);
    EXCEPTION WHEN lock_not_available THEN
      RAISE LOG 'partition % is read just now and will be dropped later', name;
    END;
  END LOOP;
END $$;

-- As pods know them that are older than this.
CREATE OR REPLACE FUNCTION ensure_day(day date) RETURNS void LANGUAGE sql AS $$
  SELECT ensure_events('flows', day)
$$;
CREATE OR REPLACE FUNCTION drop_days_before(day date) RETURNS void LANGUAGE sql AS $$
  SELECT drop_events_before('flows', day)
$$;
