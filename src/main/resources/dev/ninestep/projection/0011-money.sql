-- The money of an account, in millionths of the currency's unit, and what the calls of a grant cost on a day. Where
-- nothing was charged before, nothing was owed.

ALTER TABLE account_state
  ADD COLUMN balance bigint NOT NULL DEFAULT 0,
  ADD COLUMN credits text[] NOT NULL DEFAULT '{}', -- key, amount, attempt; the latest first
  ADD COLUMN taken   text[] NOT NULL DEFAULT '{}'; -- till, total; the latest first

ALTER TABLE call_day ADD COLUMN cost bigint NOT NULL DEFAULT 0;
