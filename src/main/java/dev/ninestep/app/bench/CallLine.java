package dev.ninestep.app.bench;

import io.vertx.core.Future;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import java.util.List;

/// One connection's calls, of one token after another.
final class CallLine {

  private static final Buffer CALL =
      Buffer.buffer(
          """
          {"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"echo","arguments":{"text":"%s"}}}\
          """
              .formatted("c".repeat(927)));

  private final Caller caller;
  private final List<MultiMap> headers;
  private int next;

  CallLine(Caller caller, List<String> tokens) {
    this.caller = caller;
    this.headers =
        tokens.stream().map(token -> headers().add("Authorization", "Bearer " + token)).toList();
  }

  private CallLine(Caller caller) {
    this.caller = caller;
    this.headers = List.of(headers());
  }

  /// Calls of somebody who has no token.
  static CallLine withoutToken(Caller caller) {
    return new CallLine(caller);
  }

  private static MultiMap headers() {
    return MultiMap.caseInsensitiveMultiMap()
        .add("Content-Type", "application/json")
        .add("Accept", "application/json, text/event-stream");
  }

  /// Makes the next call. Fails when it is not let through.
  Future<?> call() {
    return reply().map(Caller::requireOk);
  }

  /// Makes the next call.
  ///
  /// @return whatever comes
  Future<Reply> reply() {
    var own = headers.get(next);
    next = (next + 1) % headers.size();
    return caller.post("/mcp", own, CALL);
  }
}
