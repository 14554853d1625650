package dev.ninestep.exchange;

import dev.ninestep.event.Caller;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.Step;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// One HTTP request and its response.
///
/// It begins with a flow of its own, and joins another as soon as a sealed value or token proves
/// which it belongs to. Nothing a caller claims about itself decides that.
public final class Exchange {

  private static final String HERE = Exchange.class.getName();

  private final Origin origin;
  private @Nullable FlowId flow;
  private @Nullable CharSequence correlationId;
  private @Nullable RequestId request;
  private @Nullable Caller caller;
  private boolean isOfProvenFlow;
  private Optional<ClientId> client = Optional.empty();
  private boolean isOfKnownClient;
  private Optional<Step> step = Optional.empty();

  Exchange(Origin origin) {
    this.origin = origin;
  }

  /// What takes time to find out about an exchange. Each is asked for once at most, and of a call
  /// that is only counted nothing is.
  interface Origin {

    /// A flow of its own.
    FlowId flow();

    /// An id for it alone.
    RequestId request();

    /// Who called.
    Caller caller();

    /// The caller's own trace.
    Optional<String> traceparent();
  }

  /// The exchange a routing context belongs to.
  ///
  /// @param context the routing context
  /// @return its exchange
  public static Exchange of(RoutingContext context) {
    return Objects.requireNonNull(context.<Exchange>get(HERE), "Exchanges is mounted first");
  }

  static boolean isIn(RoutingContext context) {
    return context.get(HERE) != null;
  }

  void attach(RoutingContext context) {
    context.put(HERE, this);
  }

  /// Makes this exchange part of a flow.
  ///
  /// @param proven the flow a sealed value or verified token names
  public void join(FlowId proven) {
    flow = proven;
    correlationId = null;
    isOfProvenFlow = true;
  }

  /// Makes this exchange part of a flow whose name has been written before.
  ///
  /// @param proven the flow a verified token names
  /// @param written the value of `X-Correlation-ID`
  public void join(FlowId proven, CharSequence written) {
    join(proven);
    correlationId = written;
  }

  /// Says which client the request names, known or not.
  ///
  /// @param named the client
  public void isAbout(ClientId named) {
    client = Optional.of(named);
  }

  /// Says that there is such a client as the request names, whether or not it has proved to be
  /// that.
  public void isOfKnownClient() {
    isOfKnownClient = true;
  }

  /// Says which step the request belongs to; the last word counts.
  ///
  /// @param known the step
  public void isAt(Step known) {
    step = Optional.of(known);
  }

  /// The step's number, or `none` while nobody has said.
  String step() {
    return step.map(Step::number).orElse("none");
  }

  boolean hasProvenFlow() {
    return isOfProvenFlow;
  }

  boolean hasKnownClient() {
    return isOfKnownClient;
  }

  /// The flow: the correlation id of every fact and of the response.
  ///
  /// @return the flow
  public FlowId flow() {
    if (flow == null) {
      flow = origin.flow();
    }
    return flow;
  }

  /// The flow as a header says it.
  ///
  /// @return the value of `X-Correlation-ID`
  public CharSequence correlationId() {
    if (correlationId == null) {
      correlationId = HttpHeaders.createOptimized(flow().toString());
    }
    return correlationId;
  }

  /// The id of this exchange alone.
  ///
  /// @return the request id
  public RequestId request() {
    if (request == null) {
      request = origin.request();
    }
    return request;
  }

  /// Who called.
  ///
  /// @return the caller
  public Caller caller() {
    if (caller == null) {
      caller = origin.caller();
    }
    return caller;
  }

  /// The client the request names.
  ///
  /// @return the client, if one was named
  public Optional<ClientId> client() {
    return client;
  }

  /// The caller's own trace, recorded as a link and never trusted.
  ///
  /// @return the header's value, if it has the form of one
  public Optional<String> traceparent() {
    return origin.traceparent();
  }
}
