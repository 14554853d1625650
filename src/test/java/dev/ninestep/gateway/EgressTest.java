package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.SocketTimeoutException;
import java.net.http.HttpRequest.BodyPublishers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// The gateway goes to the upstreams it was configured with, whatever a call or an answer names:
/// here a trap, which stands for the metadata service of a cloud, for the cluster and for
/// localhost.
class EgressTest {

  private final List<String> seen = new CopyOnWriteArrayList<>();
  private final ServerSocket trap = trap();
  private final Harness harness = new Harness(this::upstream);

  private static ServerSocket trap() {
    try {
      return new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  @AfterEach
  void close() throws IOException {
    harness.close();
    trap.close();
  }

  private String place() {
    return "127.0.0.1:" + trap.getLocalPort();
  }

  /// Sends whoever asks for it to the trap.
  private void upstream(HttpServerRequest request) {
    seen.add(request.authority() + " " + request.uri());
    if (request.uri().endsWith("/away")) {
      request.response().setStatusCode(307).putHeader("Location", "http://" + place() + "/");
    }
    request.response().end();
  }

  private void nobodyFellIntoTheTrap() throws IOException {
    trap.setSoTimeout(1);
    assertThatThrownBy(trap::accept).isInstanceOf(SocketTimeoutException.class);
  }

  private List<String> ways() {
    return Stream.of(
            "GET http://%s/mcp HTTP/1.1\r\nHost: x",
            "GET //%s/mcp HTTP/1.1\r\nHost: x",
            "GET /mcp/http://%s/ HTTP/1.1\r\nHost: x",
            "GET /mcp HTTP/1.1\r\nHost: %s",
            "GET /mcp HTTP/1.1\r\nHost: x\r\nX-Forwarded-Host: %s",
            "GET /mcp HTTP/1.1\r\nHost: x\r\nX-Original-URL: http://%s/",
            "GET /mcp HTTP/1.1\r\nHost: x\r\nForwarded: host=%s",
            "GET /mcp?url=http://%s/ HTTP/1.1\r\nHost: x",
            "GET /mcp/away?%s HTTP/1.1\r\nHost: x",
            "GET /mcp/away HTTP/1.1\r\nHost: x\r\nX: %s")
        .map(way -> way.formatted(place()))
        .toList();
  }

  /// GW-25.
  @Test
  void noCallLeadsTheGatewayToAnAddressOfItsOwnChoice() throws IOException {
    var upstream = harness.upstreamUri().getRawAuthority();
    for (var way : ways()) {
      RawHttp.exchange(
          harness.port(),
          way + "\r\nAuthorization: Bearer " + harness.token() + "\r\nConnection: close\r\n\r\n");
    }
    assertThat(seen).hasSizeGreaterThan(5).allMatch(line -> line.startsWith(upstream + " /up"));
    nobodyFellIntoTheTrap();
  }

  /// GW-25: what an argument says is the server's to judge, and nobody else's to follow.
  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://169.254.169.254/latest/meta-data/",
        "http://kubernetes.default.svc/",
        "http://%s/"
      })
  void anArgumentIsPassedOnAndNotLookedUp(String url) throws IOException {
    var body =
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"tools/call\",\"params\":{\"name\":\"fetch\","
            + "\"arguments\":{\"url\":\"%s\"}}}".formatted(url.formatted(place()));
    var answer =
        harness.send(harness.request("", harness.token()).POST(BodyPublishers.ofString(body)));
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(seen).hasSize(1);
    nobodyFellIntoTheTrap();
  }

  /// GW-25: in a cluster neither the gateway nor whoever fetches documents reaches what is inside.
  @Test
  void theClusterLetsNoPodOfOursReachTheMetadataService() throws IOException {
    var policies = Files.readString(Path.of("k8s/base/network-policies.yaml")).split("\n---\n");
    assertThat(policies)
        .filteredOn(policy -> policy.contains("cidr: 0.0.0.0/0"))
        .isNotEmpty()
        .allMatch(policy -> policy.contains("169.254.0.0/16") && policy.contains("10.0.0.0/8"))
        .noneMatch(policy -> policy.contains("app.kubernetes.io/component: gateway"));
    assertThat(policies)
        .anyMatch(policy ->
            policy.contains("name: ninestep-deny") && policy.contains("[Ingress, Egress]"));
  }
}
