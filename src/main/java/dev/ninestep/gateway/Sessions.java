package dev.ninestep.gateway;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.UpstreamSession;
import dev.ninestep.token.SealedValues;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// Ties the sessions of earlier revisions of MCP to the grant they began with, and to the upstream
/// that knows them.
///
/// What an upstream calls a session no client gets to see: the id goes out sealed together with the
/// grant and the upstream's name, and comes back so. Any pod opens it, and none keeps it. An id
/// that does not open, or was given out for another grant, is answered as one that has ended: 404,
/// upon which a client begins a new session. A refresh changes nothing, since it is of the same
/// grant.
///
/// @param sealed seals and opens
/// @param settings says which upstreams there are
/// @spec
///   https://modelcontextprotocol.io/specification/2025-11-25/basic/transports#session-management
///   MCP 2025-11-25 Session Management
record Sessions(SealedValues sealed, GatewaySettings settings) {

  /// The header of the transport.
  static final CharSequence HEADER = HttpHeaders.createOptimized("Mcp-Session-Id");

  /// The parameter that names a session by the address of its messages.
  static final String PARAMETER = "ninestep-session=";

  /// What a request says about a session.
  sealed interface Asked {

    /// Nothing.
    record None() implements Asked {}

    /// One that its grant began.
    record Own(UpstreamSession session) implements Asked {}

    /// One that it did not begin, or nobody knows any more.
    record Nobodys(Refused refused) implements Asked {}
  }

  private static final Asked NONE = new Asked.None();

  /// Reads a request.
  ///
  /// @param flow the grant of its token
  Asked of(HttpServerRequest request, FlowId flow) {
    if (request.getHeader(HEADER) == null) {
      var query = request.query();
      return query == null || !query.startsWith(PARAMETER)
          ? NONE
          : open(query.substring(PARAMETER.length()), flow, true);
    }
    var all = request.headers().getAll(HEADER);
    return all.size() == 1
        ? open(all.getFirst(), flow, false)
        : nobodys("the header came " + all.size() + " times");
  }

  private Asked open(String text, FlowId flow, boolean isAddress) {
    var opened =
        sealed.openUpstreamSession(text).filter(session -> session.isAddress() == isAddress);
    if (opened.isEmpty()) {
      return nobodys("it was not given out here, or with a key that is gone");
    }
    var session = opened.get();
    if (!session.flow().equals(flow)) {
      return nobodys("it was given out for another grant");
    }
    return settings.upstreams().stream().anyMatch(url -> Upstream.name(url) == session.upstream())
        ? new Asked.Own(session)
        : nobodys("the upstream that knows it is not configured any more");
  }

  private static Asked nobodys(String why) {
    return new Asked.Nobodys(Refused.of(Refusal.SESSION_UNKNOWN, why));
  }

  /// Tells the upstream its own name of a session.
  static void toUpstream(Optional<UpstreamSession> session, MultiMap headers) {
    if (session.isPresent() && !session.get().isAddress()) {
      headers.set(HEADER, session.get().id());
    }
  }

  /// Tells the client of the session that an upstream speaks of, if it does.
  ///
  /// @param from what the upstream answers
  /// @param request the call, whose answer is told
  /// @param asked the session it was made in, which keeps the name it came with
  /// @param flow its grant
  /// @param upstream who answers
  void toClient(
      HttpClientResponse from,
      HttpServerRequest request,
      Optional<UpstreamSession> asked,
      FlowId flow,
      Upstream upstream) {
    var id = from.getHeader(HEADER);
    if (id != null) {
      var isSame = asked.map(UpstreamSession::id).filter(id::equals).isPresent();
      request
          .response()
          .putHeader(
              HEADER,
              isSame
                  ? request.getHeader(HEADER)
                  : sealed.seal(new UpstreamSession(flow, upstream.name(), false, id)));
    }
  }

  /// The address under which clients reach an upstream's address for messages.
  ///
  /// @param address what the upstream says, relative or not
  /// @param stream where it says so
  /// @param flow the grant of that stream
  /// @param upstream who says so, and of whose origin the address must be; any other is left as it
  ///   is
  String address(String address, Destination stream, FlowId flow, Upstream upstream) {
    return upstream
        .target(address, stream.on(upstream))
        .map(target -> sealed.seal(new UpstreamSession(flow, upstream.name(), true, target)))
        .map(text -> {
          var path = settings.resource().uri().path();
          return (path.isEmpty() ? "/" : path) + "?" + PARAMETER + text;
        })
        .orElse(address);
  }
}
