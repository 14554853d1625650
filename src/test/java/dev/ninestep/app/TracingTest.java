package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.ninestep.event.Caller;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Exchanges;
import dev.ninestep.exchange.Traced;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.sdk.common.CompletableResultCode;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import io.opentelemetry.sdk.trace.export.SpanExporter;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// A request that calls an upstream, in a process that is traced.
class TracingTest {

  private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
  private static final String CALLERS_SPAN = "00f067aa0ba902b7";
  private static final String TRACEPARENT = "00-" + TRACE + "-" + CALLERS_SPAN + "-01";
  private static final FlowId FLOW = new FlowId(1, 2);
  private static final AttributeKey<String> CORRELATION =
      AttributeKey.stringKey("ninestep.correlation_id");

  private final List<SpanData> spans = new CopyOnWriteArrayList<>();
  private final List<String> heardUpstream = new CopyOnWriteArrayList<>();
  private final List<String> remembered = new CopyOnWriteArrayList<>();
  private Vertx vertx;
  private Tracing tracing;

  /// Keeps what is exported.
  private final class Kept implements SpanExporter {

    @Override
    public CompletableResultCode export(Collection<SpanData> ended) {
      spans.addAll(ended);
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode flush() {
      return CompletableResultCode.ofSuccess();
    }

    @Override
    public CompletableResultCode shutdown() {
      return CompletableResultCode.ofSuccess();
    }
  }

  @AfterEach
  void stop() {
    vertx.close().await();
    tracing.telemetry().close();
  }

  private HttpServer serving(double share) {
    tracing = Tracing.of(SimpleSpanProcessor.create(new Kept()), share, "pod-1");
    vertx = Vertx.builder().withTracer(tracing.factory()).build();
    var upstream = vertx.createHttpServer().requestHandler(this::upstream).listen(0).await();
    var client = vertx.createHttpClient();
    var router = Router.router(vertx);
    router
        .route()
        .handler(
            new Exchanges(
                () -> FLOW,
                () -> new RequestId(3, 4),
                _ -> new Caller("hash", "192.0.2.0/24", Optional.empty())));
    router
        .route("/call")
        .handler(context -> {
          Exchange.of(context).traceparent().ifPresent(remembered::add);
          client
              .request(
                  context.request().method(), upstream.actualPort(), "127.0.0.1", "/up?secret=x")
              .compose(request -> {
                request.headers().addAll(context.request().headers());
                Traced.replaceIn(request.headers());
                return request.send();
              })
              .compose(_ -> context.response().end("ok"))
              .onFailure(context::fail);
        });
    return vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1").await();
  }

  private void upstream(HttpServerRequest request) {
    heardUpstream.addAll(request.headers().getAll("traceparent"));
    request.response().end();
  }

  private static HttpResponse<String> call(HttpServer server, String... headers)
      throws IOException, InterruptedException {
    var uri = URI.create("http://127.0.0.1:" + server.actualPort() + "/call?request=sealed");
    var request = HttpRequest.newBuilder(uri).version(HttpClient.Version.HTTP_1_1);
    if (headers.length > 0) {
      request.headers(headers);
    }
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    }
  }

  private SpanData served() {
    await()
        .until(() -> spans.stream().filter(span -> span.getKind() == SpanKind.SERVER).count() == 2);
    return spans.stream()
        .filter(span -> span.getKind() == SpanKind.SERVER)
        .filter(span -> span.getAttributes().get(CORRELATION) != null)
        .findFirst()
        .orElseThrow();
  }

  @Test
  void theSpanJoinsTheCallersTraceCarriesTheCorrelationIdAndGoesOnUpstream() throws Exception {
    var answer = call(serving(1), "traceparent", TRACEPARENT);

    assertThat(answer.body()).isEqualTo("ok");
    var served = served();
    assertThat(served.getTraceId()).isEqualTo(TRACE);
    assertThat(served.getParentSpanId()).isEqualTo(CALLERS_SPAN);
    assertThat(served.getAttributes().get(CORRELATION))
        .isEqualTo(answer.headers().firstValue("X-Correlation-ID").orElseThrow())
        .isEqualTo(FLOW.toString());
    assertThat(served.getResource().getAttribute(AttributeKey.stringKey("service.instance.id")))
        .isEqualTo("pod-1");
    var outgoing =
        spans.stream().filter(span -> span.getKind() == SpanKind.CLIENT).findFirst().orElseThrow();
    assertThat(outgoing.getParentSpanId()).isEqualTo(served.getSpanId());
    assertThat(heardUpstream).containsExactly("00-" + TRACE + "-" + outgoing.getSpanId() + "-01");
    assertThat(remembered).containsExactly(TRACEPARENT);
  }

  @Test
  void noSpanSaysWhatWasInAQuery() throws Exception {
    call(serving(1));
    served();
    assertThat(spans)
        .allSatisfy(span -> {
          assertThat(span.getAttributes().toString()).contains("127.0.0.1");
          assertThat(span.getAttributes().toString()).doesNotContain("sealed", "secret");
        });
  }

  @Test
  void aFactOfATracedRequestNamesItsTraceWhereTheCallerNamedNone() throws Exception {
    call(serving(1));
    var served = served();
    assertThat(remembered)
        .singleElement()
        .asString()
        .startsWith("00-" + served.getTraceId() + "-" + served.getSpanId() + "-0");
  }

  @Test
  void aCallerCannotHaveItsRequestsRecorded() throws Exception {
    var answer = call(serving(0), "traceparent", TRACEPARENT);
    assertThat(answer.body()).isEqualTo("ok");
    assertThat(spans).isEmpty();
    assertThat(heardUpstream).singleElement().asString().endsWith("-00");
  }
}
