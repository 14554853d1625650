-- What a search reads, without the rows themselves: each looks from a moment outwards and stops early, so
-- what it costs does not grow with the table.

-- Refused for one of these reasons, whoever it was.
DROP INDEX flow_event_refusal;
CREATE INDEX flow_event_refused ON flow_event (refusal, at) INCLUDE (flow_id) WHERE refusal IS NOT NULL;

-- Refused for one of these reasons as this client, or as nobody (null).
CREATE INDEX flow_event_refused_client ON flow_event (client_id, refusal, at) INCLUDE (flow_id)
  WHERE refusal IS NOT NULL;

-- A reference may be that of an exchange; those that people have are of refused ones.
CREATE INDEX flow_event_refused_request ON flow_event (request_id) WHERE refusal IS NOT NULL;

DROP INDEX flow_event_client;
CREATE INDEX flow_event_of_client ON flow_event (client_id, at) INCLUDE (flow_id)
  WHERE client_id IS NOT NULL;

CREATE INDEX flow_event_redirect_host ON flow_event (redirect_host, at) INCLUDE (flow_id)
  WHERE redirect_host IS NOT NULL;

-- Ids and names as people type them.
CREATE INDEX client_id_typed ON client (lower(client_id) text_pattern_ops);
CREATE INDEX client_name_typed ON client (lower(name) text_pattern_ops) WHERE name IS NOT NULL;
