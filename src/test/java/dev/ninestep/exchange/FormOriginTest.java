package dev.ninestep.exchange;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Issuer;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import io.vertx.ext.web.Router;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class FormOriginTest {

  private static final FormOrigin OURS = new FormOrigin(new Issuer("https://auth.example/tenant"));

  private final Vertx vertx = Vertx.vertx();

  @AfterEach
  void stop() throws Exception {
    vertx.close().toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
  }

  @ParameterizedTest
  @CsvSource({
    "https://auth.example,      same-origin, false",
    "https://auth.example,      none,        false",
    "null,                      same-origin, false",
    "null,                      '',          false",
    "'',                        '',          false",
    "https://evil.example,      '',          true",
    "http://auth.example,       '',          true",
    "https://auth.example:8443, '',          true",
    "null,                      cross-site,  true",
    "null,                      same-site,   true",
    "https://auth.example,      cross-site,  true",
    "https://evil.example,      same-origin, true",
  })
  void whatTheBrowserSaysDecidesAndSilencePasses(String origin, String site, boolean foreign)
      throws Exception {
    assertThat(isForeign(Map.of("Origin", origin, "Sec-Fetch-Site", site))).isEqualTo(foreign);
  }

  private boolean isForeign(Map<String, String> headers) throws Exception {
    var router = Router.router(vertx);
    router.route().handler(c -> c.end(String.valueOf(OURS.isForeign(c))));
    var server = vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1");
    var client = vertx.createHttpClient();
    var answer =
        server
            .compose(s ->
                client.request(
                    new RequestOptions()
                        .setHost("127.0.0.1")
                        .setPort(s.actualPort())
                        .setMethod(HttpMethod.POST)))
            .compose(request -> {
              headers.forEach((name, value) -> {
                if (!value.isEmpty()) {
                  request.putHeader(name, value);
                }
              });
              return request.send();
            })
            .compose(response -> response.body());
    return Boolean.parseBoolean(
        answer.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS).toString());
  }
}
