package dev.ninestep.mcp;

import io.vertx.core.json.JsonObject;

/// What a request comes to.
sealed interface Outcome {

  /// Its result.
  record Result(JsonObject members) implements Outcome {}

  /// An error of the protocol.
  record Failed(RpcError error) implements Outcome {}
}
