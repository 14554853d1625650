package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.app.configuration.Configuration;
import io.micrometer.core.instrument.Metrics;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.RequestOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class ManagementTest {

  private record Answer(int status, String type, String body) {}

  private final Vertx vertx = Vertx.vertx();

  /// Held, since one that nobody holds is closed when memory is collected, answered or not.
  private final HttpClient http = vertx.createHttpClient();

  private final Teardown teardown = new Teardown();
  private int port;

  @BeforeEach
  void listen() throws Exception {
    port = ListenAddresses.of("127.0.0.1").freePort();
    var health = new Health();
    health.started(List.of(), List.of());
    Management.begin(teardown)
        .listen(vertx, new Configuration.Management("127.0.0.1", port), health, teardown);
  }

  @AfterEach
  void close() throws Exception {
    teardown.run();
    vertx.close().await(10, TimeUnit.SECONDS);
  }

  private Answer get(String path, String accept) throws Exception {
    return http.request(
            new RequestOptions()
                .setMethod(HttpMethod.GET)
                .setHost("127.0.0.1")
                .setPort(port)
                .setURI(path)
                .putHeader("Accept", accept))
        .compose(request -> request.send())
        .compose(answer ->
            answer
                .body()
                .map(body ->
                    new Answer(
                        answer.statusCode(),
                        String.valueOf(answer.getHeader("Content-Type")),
                        body.toString())))
        .await(10, TimeUnit.SECONDS);
  }

  @Test
  void prometheusReadsWhatIsCounted() throws Exception {
    Management.watchFold(Metrics.globalRegistry, () -> 12);
    var read = get("/metrics", "text/plain");
    assertThat(read.status()).isEqualTo(200);
    assertThat(read.type()).isEqualTo("text/plain; version=0.0.4; charset=utf-8");
    assertThat(read.body())
        .contains("# TYPE ninestep_fold_grants gauge")
        .contains("jvm_memory_used_bytes{")
        .contains("process_cpu_usage ");
  }

  @Test
  void whoeverAsksForOpenMetricsGetsThem() throws Exception {
    var read = get("/metrics", "application/openmetrics-text; version=1.0.0,text/plain;q=0.5");
    assertThat(read.type()).startsWith("application/openmetrics-text; version=1.0.0");
    assertThat(read.body()).endsWith("# EOF\n");
  }

  @Test
  void theOrchestratorIsAnsweredThereToo() throws Exception {
    assertThat(get("/health/live", "*/*").status()).isEqualTo(200);
    assertThat(get("/health/ready", "*/*").status()).isEqualTo(200);
  }

  @Test
  void nothingElseIsServedThere() throws Exception {
    assertThat(get("/token", "*/*").status()).isEqualTo(404);
    assertThat(get("/support", "*/*").status()).isEqualTo(404);
  }
}
