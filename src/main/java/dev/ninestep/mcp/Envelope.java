package dev.ninestep.mcp;

import io.vertx.core.MultiMap;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// The metadata of one modern request, in its body and mirrored in its headers. Whoever routed by
/// the headers and whoever acts on the body must have seen the same request.
///
/// @spec
///   https://modelcontextprotocol.io/specification/2026-07-28/basic/transports/streamable-http#server-validation
///   MCP Streamable HTTP, Server Validation
final class Envelope {

  static final String VERSION = "io.modelcontextprotocol/protocolVersion";
  private static final String CAPABILITIES = "io.modelcontextprotocol/clientCapabilities";
  private static final String ENCODED_FROM = "=?base64?";
  private static final String ENCODED_TO = "?=";

  /// The checks in order of precedence; the first error is the answer.
  private static final List<Function<Envelope, Optional<RpcError>>> CHECKS =
      List.of(
          Envelope::versionIsText,
          Envelope::versionsAgree,
          Envelope::versionIsSpoken,
          Envelope::versionIsMirrored,
          Envelope::capabilitiesAreDeclared,
          Envelope::methodIsMirrored,
          Envelope::nameIsMirrored);

  private final Message.Request request;
  private final MultiMap headers;
  private final JsonObject meta;

  Envelope(Message.Request request, MultiMap headers) {
    this.request = request;
    this.headers = headers;
    this.meta =
        request.params().getValue("_meta") instanceof JsonObject object
            ? object
            : new JsonObject(Map.of());
  }

  /// Whether the body claims to be modern: it names a revision, and none of the earlier ones.
  boolean isClaimed() {
    return meta.containsKey(VERSION)
        && version().flatMap(ProtocolVersion::parse).map(ProtocolVersion::isModern).orElse(true);
  }

  /// The first check that fails.
  Optional<RpcError> firstError() {
    return CHECKS.stream().flatMap(check -> check.apply(this).stream()).findFirst();
  }

  private Optional<String> version() {
    return text(meta, VERSION);
  }

  private Optional<RpcError> versionIsText() {
    return unless(
        version().isPresent(), RpcError.invalidEnvelope(VERSION + " in _meta must be a string"));
  }

  private Optional<RpcError> versionsAgree() {
    return header(Era.HEADER)
        .filter(header -> !version().equals(Optional.of(header)))
        .map(_ -> RpcError.headerMismatch(Era.HEADER + " is not the revision _meta names"));
  }

  private Optional<RpcError> versionIsSpoken() {
    return version()
        .filter(version -> ProtocolVersion.parse(version).isEmpty())
        .map(RpcError::unsupportedVersion);
  }

  private Optional<RpcError> versionIsMirrored() {
    return unless(
        header(Era.HEADER).isPresent(), RpcError.headerMismatch(Era.HEADER + " is missing"));
  }

  private Optional<RpcError> capabilitiesAreDeclared() {
    return unless(
        meta.getValue(CAPABILITIES) instanceof JsonObject,
        RpcError.invalidEnvelope(CAPABILITIES + " in _meta must be an object"));
  }

  private Optional<RpcError> methodIsMirrored() {
    return unless(
        header("Mcp-Method").equals(Optional.of(request.method())),
        RpcError.headerMismatch("Mcp-Method is not the method of the body"));
  }

  private Optional<RpcError> nameIsMirrored() {
    var name = text(request.params(), "name");
    return unless(
        !request.method().equals("tools/call")
            || name.isEmpty()
            || header("Mcp-Name").flatMap(Envelope::decoded).equals(name),
        RpcError.headerMismatch("Mcp-Name is not the name in the body"));
  }

  private Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name)).map(String::trim);
  }

  private static Optional<String> text(JsonObject object, String name) {
    return object.getValue(name) instanceof String text ? Optional.of(text) : Optional.empty();
  }

  /// Names that do not fit into a header travel in base64.
  private static Optional<String> decoded(String value) {
    if (!value.startsWith(ENCODED_FROM) || !value.endsWith(ENCODED_TO)) {
      return Optional.of(value);
    }
    try {
      var coded = value.substring(ENCODED_FROM.length(), value.length() - ENCODED_TO.length());
      return Optional.of(new String(Base64.getDecoder().decode(coded), StandardCharsets.UTF_8));
    } catch (IllegalArgumentException e) {
      return Optional.empty();
    }
  }

  private static Optional<RpcError> unless(boolean holds, RpcError error) {
    return holds ? Optional.empty() : Optional.of(error);
  }
}
