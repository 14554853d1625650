package dev.ninestep.gateway;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/// The event with which a stream of the transport of 2024-11-05 begins: it names the address that
/// messages are to be sent to, which has to be one of the gateway's. Any other stream passes as it
/// is, from its first byte that is not of this event.
///
/// @spec https://modelcontextprotocol.io/specification/2024-11-05/basic/transports#http-with-sse
///   MCP 2024-11-05 HTTP with SSE
final class EndpointEvent {

  private static final Pattern WHOLE =
      Pattern.compile("event: ?endpoint(?:\r\n|\n|\r)data: ?([^\r\n]+)(?:\r\n|\n|\r)");
  private static final int LONGEST = 4 * 1024;

  private final UnaryOperator<String> rename;
  private Buffer held = Buffer.buffer();
  private boolean hasPassed;

  /// @param rename gets the address and says under which one clients reach it
  EndpointEvent(UnaryOperator<String> rename) {
    this.rename = rename;
  }

  /// For a stream that cannot begin with one.
  static EndpointEvent none() {
    var none = new EndpointEvent(UnaryOperator.identity());
    none.hasPassed = true;
    return none;
  }

  /// Takes the next part of a stream.
  ///
  /// @return what is to be passed on now, which may be nothing
  @SuppressWarnings("JdkObsolete") // whether more would match is what hitEnd is for
  Buffer take(Buffer part) {
    if (hasPassed) {
      return part;
    }
    held.appendBuffer(part);
    var text = held.toString(StandardCharsets.ISO_8859_1);
    var whole = WHOLE.matcher(text);
    if (whole.lookingAt()) {
      var renamed =
          text.substring(0, whole.start(1))
              + rename.apply(whole.group(1))
              + text.substring(whole.end(1));
      return pass(Buffer.buffer(renamed, "ISO-8859-1"));
    }
    var mayBecomeOne = whole.hitEnd() && text.length() <= LONGEST;
    return mayBecomeOne ? Buffer.buffer() : pass(held);
  }

  /// What is left when the stream has ended.
  Buffer rest() {
    return hasPassed ? Buffer.buffer() : pass(held);
  }

  private Buffer pass(Buffer all) {
    hasPassed = true;
    held = Buffer.buffer();
    return all;
  }
}
