package dev.ninestep.operator;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.ClientId;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.util.Optional;
import java.util.Set;

/// A request to deactivate a client, or to activate it again.
sealed interface SwitchRequest {

  /// It can be read.
  ///
  /// @param client which
  /// @param reason why, if it says so
  record WellFormed(ClientId client, Optional<String> reason) implements SwitchRequest {}

  /// It cannot.
  ///
  /// @param refused which member is at fault
  record Malformed(Refused refused) implements SwitchRequest {}

  /// Reads a body.
  ///
  /// @param body such as `{"client_id": "mcp_…", "reason": "its key was leaked"}`
  /// @param needsReason whether it must say why
  /// @return what it says
  static SwitchRequest parse(Buffer body, boolean needsReason) {
    try {
      return read(new JsonObject(body), needsReason);
    } catch (DecodeException e) {
      return malformed("the body is not a JSON object");
    }
  }

  private static SwitchRequest read(JsonObject json, boolean needsReason) {
    var members =
        new Members(json, needsReason ? Set.of("client_id", "reason") : Set.of("client_id"));
    var client = members.text("client_id", ClientId::parse, "a client_id");
    var reason = members.text("reason", RevocationRequest::reason, RevocationRequest.REASON);
    if (members.fault().isPresent()) {
      return malformed(members.fault().get());
    }
    if (client.isEmpty()) {
      return malformed("client_id: which client");
    }
    return needsReason && reason.isEmpty()
        ? malformed("reason: why it is deactivated")
        : new WellFormed(client.get(), reason);
  }

  private static Malformed malformed(String why) {
    return new Malformed(Refused.of(Refusal.REVOCATION_NOT_FIT, why));
  }
}
