package dev.ninestep.mcp;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RequestBody;
import java.io.IOException;
import java.util.Optional;

/// Reads JSON in the one way it can be read: a member named twice, anything after the value, or too
/// deep a nesting is no JSON here, since another reader might make something else of it.
final class StrictJson {

  private static final int DEEPEST = 64;
  private static final int FIRST_OF_BYTE_ORDER_MARK = 0xef;
  private static final ObjectMapper MAPPER =
      new ObjectMapper(
              JsonFactory.builder()
                  .streamReadConstraints(
                      StreamReadConstraints.builder().maxNestingDepth(DEEPEST).build())
                  .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                  .build())
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS);

  private StrictJson() {}

  /// Reads the body of a request.
  ///
  /// @return a map, a list, a text, a number or a boolean; empty when it is not JSON, or null
  static Optional<Object> read(RequestBody body) {
    return Optional.ofNullable(body.buffer()).map(Buffer::getBytes).flatMap(StrictJson::read);
  }

  private static Optional<Object> read(byte[] bytes) {
    if (bytes.length > 0 && (bytes[0] & 0xff) == FIRST_OF_BYTE_ORDER_MARK) {
      return Optional.empty();
    }
    try {
      return Optional.ofNullable(MAPPER.readValue(bytes, Object.class));
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
