package dev.ninestep.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Issuer;
import io.vertx.core.Vertx;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class HostCookieTest {

  private static final Issuer OVER_TLS = new Issuer("https://auth.example");
  private static final Issuer ON_LOOPBACK = new Issuer("http://localhost:8080");

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @Test
  void underHttpsTheSessionCookieBelongsToThisHostAlone() throws Exception {
    var answer =
        answer(c -> HostCookie.session(OVER_TLS).write(c, "sealed", Duration.ofHours(12)), "");

    assertThat(setCookie(answer))
        .containsExactlyInAnyOrder(
            "__Host-ninestep=sealed",
            "Max-Age=43200",
            "Path=/",
            "Secure",
            "HTTPOnly",
            "SameSite=Lax");
  }

  @Test
  void onLoopbackWithoutTlsItHasAPlainNameAndIsOtherwiseTheSame() throws Exception {
    var answer =
        answer(c -> HostCookie.session(ON_LOOPBACK).write(c, "sealed", Duration.ofHours(12)), "");

    assertThat(setCookie(answer))
        .containsExactlyInAnyOrder(
            "ninestep=sealed", "Max-Age=43200", "Path=/", "HTTPOnly", "SameSite=Lax");
  }

  @Test
  void removingItKeepsTheAttributesWithoutWhichABrowserWouldIgnoreThat() throws Exception {
    var answer = answer(HostCookie.session(OVER_TLS)::remove, "");

    assertThat(setCookie(answer)).contains("__Host-ninestep=", "Max-Age=0", "Path=/", "Secure");
  }

  @Test
  void aValueIsReadBack() throws Exception {
    assertThat(read("theme=dark; ninestep=sealed")).isEqualTo("sealed");
  }

  @Test
  void ofTwoValuesNeitherIsBelieved() throws Exception {
    assertThat(read("ninestep=sealed; ninestep=planted")).isEqualTo("none");
  }

  @Test
  void anEmptyValueIsNone() throws Exception {
    assertThat(read("ninestep=")).isEqualTo("none");
  }

  private String read(String cookies) throws Exception {
    var cookie = HostCookie.session(ON_LOOPBACK);
    return answer(c -> c.response().putHeader("Was", cookie.read(c).orElse("none")), cookies)
        .headers()
        .firstValue("Was")
        .orElseThrow();
  }

  /// All attributes but `Expires`, which says what `Max-Age` says.
  private static List<String> setCookie(HttpResponse<?> answer) {
    return Stream.of(answer.headers().firstValue("Set-Cookie").orElseThrow().split("; "))
        .filter(attribute -> !attribute.startsWith("Expires="))
        .toList();
  }

  private HttpResponse<Void> answer(Consumer<RoutingContext> handler, String cookies)
      throws Exception {
    var router = Router.router(vertx);
    router
        .route()
        .handler(context -> {
          handler.accept(context);
          context.end();
        });
    var server =
        vertx
            .createHttpServer()
            .requestHandler(router)
            .listen(0, "127.0.0.1")
            .toCompletionStage()
            .toCompletableFuture()
            .get(30, TimeUnit.SECONDS);
    var request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + server.actualPort()))
            .header("Cookie", cookies.isEmpty() ? "theme=dark" : cookies);
    try (var client = HttpClient.newHttpClient()) {
      return client.send(request.build(), BodyHandlers.discarding());
    }
  }
}
