package dev.ninestep.decision;

import dev.ninestep.event.Refused;
import dev.ninestep.protocol.AuthorizationCode;

/// What the log's answer to a consent decision means.
public sealed interface ConsentOutcome {

  /// The grant is open: seal this code and send it.
  ///
  /// @param code what the code carries
  record SendCode(AuthorizationCode code) implements ConsentOutcome {}

  /// The user said no: send the client `access_denied`.
  ///
  /// @param refused the refusal to send
  record SendDenial(Refused refused) implements ConsentOutcome {}

  /// The decision came to nothing; the person at the browser is told.
  ///
  /// @param refused why
  record Refuse(Refused refused) implements ConsentOutcome {}
}
