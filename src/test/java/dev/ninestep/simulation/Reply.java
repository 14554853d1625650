package dev.ninestep.simulation;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.RefreshToken;

/// What somebody gets for a request. That nothing comes at all is for the one who asked to notice.
sealed interface Reply {

  record Code(AuthorizationCode code) implements Reply {}

  record Tokens(RefreshToken refresh, AccessToken access) implements Reply {}

  record Done() implements Reply {}

  record Refused(Refusal refusal) implements Reply {}

  /// 503 with `Retry-After`.
  record Unavailable() implements Reply {}

  /// The connection is closed without an answer.
  record Reset() implements Reply {}
}
