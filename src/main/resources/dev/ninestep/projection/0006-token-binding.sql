-- What the access tokens of a client must be bound to, where it says that they must be bound.

ALTER TABLE client ADD COLUMN token_binding text;
