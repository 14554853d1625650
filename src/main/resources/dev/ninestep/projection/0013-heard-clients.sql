-- When a client that nobody has let in was last heard of: it is forgotten a day after that. Unknown for those that
-- registered before, who count from then; null once somebody has let it in.

ALTER TABLE client ADD COLUMN heard_at timestamptz;
