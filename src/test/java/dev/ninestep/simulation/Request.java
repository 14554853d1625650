package dev.ninestep.simulation;

import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.CodeVerifier;
import dev.ninestep.protocol.ConsentNonce;
import dev.ninestep.protocol.RefreshToken;
import dev.ninestep.protocol.Scope;
import java.util.Optional;

/// What somebody asks of a pod, with whatever is sealed in it already opened.
sealed interface Request {

  /// The flow it belongs to.
  Flow flow();

  record Consent(Flow flow, boolean allow, ConsentNonce nonce) implements Request {}

  record Redeem(Flow flow, AuthorizationCode code, CodeVerifier verifier) implements Request {}

  record Refresh(Flow flow, RefreshToken token, Optional<Scope> scope) implements Request {}

  record Revoke(Flow flow) implements Request {}

  record Call(Flow flow, AccessToken token) implements Request {}
}
