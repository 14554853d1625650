-- Where a connected app is: the host of the redirect_uri its code was sent to. Unknown for what was connected
-- before, and for what no browser was needed for.

ALTER TABLE grant_state ADD COLUMN host text;
