-- Operators end what is connected, and suspend accounts and clients.

ALTER TABLE account
  DROP CONSTRAINT account_role_check,
  ADD CONSTRAINT account_role_check CHECK (role IN ('user', 'support', 'operator'));
