package dev.ninestep.app.bench;

import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;

/// An HTTP response, read to its end.
///
/// @param status its status
/// @param headers its headers
/// @param body its body
record Reply(int status, MultiMap headers, Buffer body) {}
