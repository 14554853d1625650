-- Who looked at a flow. A view is a record like any other, but the exchange in which it happened is no flow
-- (its flow_id is null), so no search finds it.
CREATE INDEX flow_event_viewed ON flow_event ((data ->> 'flow'), at)
  WHERE type = 'dev.ninestep.flow-viewed.v1';

-- What the health overview counts: flows that began, and those that came to tokens.
CREATE INDEX flow_event_milestone ON flow_event (at) INCLUDE (flow_id, client_id, type)
  WHERE type = 'dev.ninestep.authorization-requested.v1'
    OR type = 'dev.ninestep.tokens-issued.v1' AND data ->> 'generation' IN ('0', '1');
