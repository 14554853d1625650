package dev.ninestep.operator;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Optional;
import java.util.Set;

/// A request to end connections. A member nobody knows is a fault: were it let fall, more might be
/// ended than was meant.
sealed interface RevocationRequest {

  /// Every member there is.
  Set<String> MEMBERS =
      Set.of("flow", "client_id", "account", "resource", "issued_before", "reason", "dry_run");

  /// What a reason has to be.
  String REASON = "1 to 200 characters, no controls";

  /// It can be read.
  ///
  /// @param flow a single connection
  /// @param client those of a client
  /// @param account those of an account, by login or id
  /// @param resource those at an audience
  /// @param issuedBefore those allowed before a moment
  /// @param reason why
  /// @param isDry whether to count only
  record WellFormed(
      Optional<FlowId> flow,
      Optional<ClientId> client,
      Optional<String> account,
      Optional<ResourceUri> resource,
      Optional<Instant> issuedBefore,
      Optional<String> reason,
      boolean isDry)
      implements RevocationRequest {

    private boolean namesNothing() {
      return flow.isEmpty()
          && client.isEmpty()
          && account.isEmpty()
          && resource.isEmpty()
          && issuedBefore.isEmpty();
    }
  }

  /// It cannot.
  ///
  /// @param refused which member is at fault
  record Malformed(Refused refused) implements RevocationRequest {}

  /// Reads a body.
  ///
  /// @param body such as `{"client_id": "mcp_…", "issued_before": "2026-11-22T09:00:00Z"}`
  /// @return what it says
  static RevocationRequest parse(Buffer body) {
    try {
      return read(new Members(new JsonObject(body), MEMBERS));
    } catch (DecodeException e) {
      return malformed("the body is not a JSON object");
    }
  }

  private static RevocationRequest read(Members members) {
    var read =
        new WellFormed(
            members.text("flow", FlowId::parse, "32 lower-case hex digits"),
            members.text("client_id", ClientId::parse, "a client_id"),
            members.text("account", Optional::of, "a login or an id"),
            members.text("resource", ResourceUri::parse, "the URI of a resource"),
            members.text("issued_before", RevocationRequest::time, "such as 2026-11-22T09:00:00Z"),
            members.text("reason", RevocationRequest::reason, REASON),
            members.isTrue("dry_run"));
    if (members.fault().isPresent()) {
      return malformed(members.fault().get());
    }
    return read.namesNothing()
        ? malformed("one at least of flow, client_id, account, resource, issued_before")
        : read;
  }

  private static Optional<Instant> time(String text) {
    try {
      return Optional.of(Instant.parse(text));
    } catch (DateTimeParseException e) {
      return Optional.empty();
    }
  }

  /// Reads why.
  static Optional<String> reason(String text) {
    return Optional.of(text).filter(Revocation::isReason);
  }

  private static Malformed malformed(String why) {
    return new Malformed(Refused.of(Refusal.REVOCATION_NOT_FIT, why));
  }
}
