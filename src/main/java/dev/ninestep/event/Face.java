package dev.ninestep.event;

/// Where a refusal may travel.
public enum Face {
  /// A page of ours, without any redirect: the client cannot be trusted with it, or there is none.
  PAGE,
  /// The client's own redirect_uri, with `error`, `state` and `iss`.
  REDIRECT,
  /// A JSON body.
  JSON,
  /// A `WWW-Authenticate: Bearer` challenge, with a JSON body.
  BEARER
}
