package dev.ninestep.gateway;

import dev.ninestep.exchange.Traced;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;

/// What an upstream is told above the body of a call: what may pass of what the client said, in
/// which session, on whose behalf, and by what name to ask us about it.
final class CallHead {

  private static final CharSequence CORRELATION_ID =
      HttpHeaders.createOptimized("X-Correlation-ID");

  private CallHead() {}

  /// Writes it. What came by HTTP/1.1 was held against the grammar of headers when it was read, and
  /// what is ours needs not be; what came by HTTP/2 is held against it now.
  ///
  /// @param to the headers of the upstream's request, none yet
  static void write(
      MultiMap to,
      HttpServerRequest from,
      IdentityHeader identity,
      KnownToken token,
      Destination destination) {
    if (from.version() == HttpVersion.HTTP_2) {
      tell(to, from, identity, token, destination);
    } else {
      var head = MultiMap.caseInsensitiveMultiMap();
      tell(head, from, identity, token, destination);
      to.setAll(head.copy(false));
    }
  }

  private static void tell(
      MultiMap head,
      HttpServerRequest from,
      IdentityHeader identity,
      KnownToken token,
      Destination destination) {
    ForwardedHeaders.toUpstream(from.headers(), head);
    Sessions.toUpstream(destination.session(), head);
    Traced.replaceIn(head);
    identity.tell(token, head);
    head.set(CORRELATION_ID, token.correlationId());
  }
}
