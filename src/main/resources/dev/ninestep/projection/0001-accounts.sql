-- Who may sign in. The only data of Ninestep that is not folded from the log: a name or a password must
-- never be in an event, so neither can be rebuilt. Back these two tables up.

CREATE TABLE account (
  account_id uuid PRIMARY KEY,
  login      text NOT NULL,
  role       text NOT NULL CHECK (role IN ('user', 'support')),
  created_at timestamptz NOT NULL DEFAULT now()
);

CREATE UNIQUE INDEX account_login ON account (lower(login));

CREATE TABLE credential (
  account_id uuid NOT NULL REFERENCES account,
  kind       text NOT NULL CHECK (kind IN ('password')),
  hash       text NOT NULL,  -- Argon2id, as a PHC string
  updated_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account_id, kind)
);
