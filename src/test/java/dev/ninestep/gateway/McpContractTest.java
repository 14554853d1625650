package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.contract.HttpContract;
import dev.ninestep.protocol.Scope;
import io.vertx.core.Vertx;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/// Calls through the gateway to the built-in server are answered as the document has it.
class McpContractTest {

  private final Vertx vertx = Vertx.vertx();
  private final Harness harness = Harness.beforeBuiltIn(vertx);

  @AfterEach
  void close() {
    harness.close();
    vertx.close().await();
  }

  private void isAnswered(int status, HttpRequest.Builder request) {
    var response = harness.send(request);
    assertThat(response.statusCode()).as(response.body()).isEqualTo(status);
    HttpContract.hold(response);
  }

  private HttpRequest.Builder call(String below, String body) {
    return harness
        .request(below, harness.tokenWith(Scope.of("mcp")))
        .header("Content-Type", "application/json")
        .header("Accept", "application/json, text/event-stream")
        .POST(BodyPublishers.ofString(body));
  }

  @Test
  void theCapabilitiesAndAToolCallAreAnswered() {
    isAnswered(200, harness.request("", harness.token()).GET());
    isAnswered(200, call("/tools/call", "{\"name\": \"whoami\", \"arguments\": {}}"));
    isAnswered(
        200,
        call(
            "",
            """
            {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {
              "protocolVersion": "2025-11-25", "capabilities": {},
              "clientInfo": {"name": "test", "version": "1"}}}
            """));
  }

  @Test
  void whatTheServerBehindRefusesIsPassedOn() {
    isAnswered(405, harness.request("", harness.token()).DELETE());
    isAnswered(400, call("/tools/call", "not JSON"));
  }

  @Test
  void whoeverHasNoTokenIsChallenged() {
    isAnswered(401, harness.request("").GET());
    isAnswered(401, harness.request("/tools/call").POST(BodyPublishers.ofString("{}")));
  }
}
