package dev.ninestep.operator;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/// A request to let nobody in any more as a client or as an account, or to do so again.
///
/// @param client which client; empty when the path names the account
/// @param reason why, if it says so
/// @param fault which member is at fault, if one is
record SwitchRequest(Optional<ClientId> client, Optional<String> reason, Optional<Refused> fault) {

  /// Reads a body that names a client.
  ///
  /// @param body such as `{"client_id": "mcp_…", "reason": "its key was leaked"}`
  /// @param needsReason whether it must say why
  /// @return what it says
  static SwitchRequest ofClient(Buffer body, boolean needsReason) {
    return parse(body, Set.of("client_id"), needsReason);
  }

  /// Reads a body about the account that the path names.
  ///
  /// @param body such as `{"reason": "its owner asked for it"}`
  /// @param needsReason whether it must say why; if not, the body may be empty
  /// @return what it says
  static SwitchRequest ofAccount(Buffer body, boolean needsReason) {
    var isNothing = body.length() == 0 && !needsReason;
    return parse(isNothing ? Buffer.buffer("{}") : body, Set.of(), needsReason);
  }

  private static SwitchRequest parse(Buffer body, Set<String> subject, boolean needsReason) {
    try {
      return read(new JsonObject(body), subject, needsReason);
    } catch (DecodeException e) {
      return malformed("the body is not a JSON object");
    }
  }

  private static SwitchRequest read(JsonObject json, Set<String> subject, boolean needsReason) {
    var known =
        Stream.concat(subject.stream(), needsReason ? Stream.of("reason") : Stream.empty())
            .collect(Collectors.toSet());
    var members = new Members(json, known);
    var client = members.text("client_id", ClientId::parse, "a client_id");
    var reason = members.text("reason", RevocationRequest::reason, RevocationRequest.REASON);
    if (members.fault().isPresent()) {
      return malformed(members.fault().get());
    }
    if (client.isEmpty() && subject.contains("client_id")) {
      return malformed("client_id: which client");
    }
    return needsReason && reason.isEmpty()
        ? malformed("reason: why")
        : new SwitchRequest(client, reason, Optional.empty());
  }

  private static SwitchRequest malformed(String why) {
    return new SwitchRequest(
        Optional.empty(),
        Optional.empty(),
        Optional.of(Refused.of(Refusal.REVOCATION_NOT_FIT, why)));
  }
}
