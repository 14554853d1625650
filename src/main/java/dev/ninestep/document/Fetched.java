package dev.ninestep.document;

import dev.ninestep.event.Refused;
import io.vertx.core.buffer.Buffer;

/// What came of a fetch.
sealed interface Fetched {

  /// The server answered 200 with JSON of a bearable size.
  ///
  /// @param body the bytes
  /// @param cacheControl the Cache-Control header, empty when there is none
  record Body(Buffer body, String cacheControl) implements Fetched {}

  /// Anything else.
  ///
  /// @param refused why
  record Nothing(Refused refused) implements Fetched {}
}
