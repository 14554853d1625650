-- Who else came from an address: how often it registers, and whether anybody went on from there.
CREATE INDEX flow_event_went_on ON flow_event (address, at) INCLUDE (flow_id, step)
  WHERE address IS NOT NULL AND step IN ('1', '3', '5');
