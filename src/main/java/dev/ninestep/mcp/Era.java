package dev.ninestep.mcp;

import io.vertx.core.MultiMap;
import java.util.Optional;

/// Which era of the protocol a request belongs to, or why it belongs to none.
///
/// The body decides: a request whose `_meta` names a revision speaks the modern way, `initialize`
/// and everything without such a claim the earlier way. A header never moves a request from one era
/// to the other, it can only disagree.
///
/// @spec https://modelcontextprotocol.io/specification/2026-07-28/basic/versioning MCP Versioning
sealed interface Era {

  /// The header that names the revision.
  String HEADER = "MCP-Protocol-Version";

  /// From 2026-07-28 on.
  record Modern() implements Era {}

  /// Before it.
  ///
  /// @param version the revision spoken, as well as it is known
  record Legacy(ProtocolVersion version) implements Era {}

  /// Neither.
  ///
  /// @param error what to answer
  record None(RpcError error) implements Era {}

  /// Tells the era of a request.
  static Era of(Message.Request request, MultiMap headers) {
    var envelope = new Envelope(request, headers);
    if (envelope.isClaimed()) {
      return envelope.firstError().<Era>map(None::new).orElseGet(Modern::new);
    }
    if (request.method().equals("initialize")) {
      return isModern(headers)
          ? new None(RpcError.headerMismatch("initialize is no method of the revision it names"))
          : new Legacy(ProtocolVersion.LATEST_LEGACY);
    }
    return ofHeader(headers);
  }

  /// Tells the era of what has no envelope of its own. Without the header it is the revision that
  /// did not have one yet.
  static Era ofHeader(MultiMap headers) {
    var header = headers.get(HEADER);
    if (header == null) {
      return new Legacy(ProtocolVersion.V2025_03_26);
    }
    return ProtocolVersion.parse(header)
        .<Era>map(version ->
            version.isModern()
                ? new None(RpcError.invalidEnvelope(Envelope.VERSION + " is missing in _meta"))
                : new Legacy(version))
        .orElseGet(() -> new None(RpcError.unsupportedVersion(header)));
  }

  /// Whether the header names a revision whose requests carry an envelope.
  static boolean isModern(MultiMap headers) {
    return Optional.ofNullable(headers.get(HEADER))
        .flatMap(ProtocolVersion::parse)
        .filter(ProtocolVersion::isModern)
        .isPresent();
  }
}
