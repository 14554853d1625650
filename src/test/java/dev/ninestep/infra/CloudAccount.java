package dev.ninestep.infra;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;

/// What of a cloud account a plan reads, on loopback: its number, a zone, and passwords. It makes
/// nothing, and remembers what else it was asked.
final class CloudAccount implements AutoCloseable {

  /// Every password it invents.
  static final String PASSWORD = "correct0horse0battery0staple0invented000";

  private static final String ZONE =
      """
      <HostedZone><Id>/hostedzone/Z2</Id><Name>example.com.</Name>
      <CallerReference>test</CallerReference>
      <Config><PrivateZone>false</PrivateZone></Config></HostedZone>\
      """;

  private final HttpServer server;
  private final List<String> others = new CopyOnWriteArrayList<>();

  /// Opens it.
  CloudAccount() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::answer);
    server.start();
  }

  /// By which the provider of the account finds it and nothing else.
  Map<String, String> environment() {
    return Map.of(
        "AWS_ENDPOINT_URL",
        "http://127.0.0.1:" + server.getAddress().getPort(),
        "AWS_ACCESS_KEY_ID",
        "test",
        "AWS_SECRET_ACCESS_KEY",
        "test",
        "AWS_MAX_ATTEMPTS",
        "1");
  }

  /// What it was asked and does not know.
  List<String> others() {
    return others;
  }

  private void answer(HttpExchange exchange) throws IOException {
    var asked = new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8);
    var path = exchange.getRequestURI().getPath();
    var target = exchange.getRequestHeaders().getOrDefault("X-Amz-Target", List.of());
    if (target.contains("secretsmanager.GetRandomPassword")) {
      send(exchange, "{\"RandomPassword\": \"" + PASSWORD + "\"}");
    } else if (asked.contains("Action=GetCallerIdentity")) {
      send(
          exchange,
          """
          <GetCallerIdentityResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/">
          <GetCallerIdentityResult><Arn>arn:aws:iam::123456789012:user/test</Arn>
          <UserId>test</UserId><Account>123456789012</Account></GetCallerIdentityResult>
          </GetCallerIdentityResponse>\
          """);
    } else if (path.endsWith("/tags/hostedzone/Z2")) {
      send(
          exchange,
          zones(
              "ListTagsForResourceResponse",
              "<ResourceTagSet><ResourceId>Z2</ResourceId>"
                  + "<ResourceType>hostedzone</ResourceType><Tags/></ResourceTagSet>"));
    } else if (path.endsWith("/hostedzone/Z2")) {
      send(
          exchange,
          zones(
              "GetHostedZoneResponse",
              ZONE
                  + "<DelegationSet><NameServers><NameServer>ns.example.com</NameServer>"
                  + "</NameServers></DelegationSet>"));
    } else if (path.endsWith("/hostedzone")) {
      send(
          exchange,
          zones(
              "ListHostedZonesResponse",
              "<HostedZones>"
                  + ZONE
                  + "</HostedZones><IsTruncated>false</IsTruncated><MaxItems>100</MaxItems>"));
    } else {
      others.add(exchange.getRequestMethod() + " " + path + " " + target + " " + asked);
      exchange.sendResponseHeaders(400, -1);
      exchange.close();
    }
  }

  private static String zones(String answer, String content) {
    return "<%s xmlns=\"https://route53.amazonaws.com/doc/2013-04-01/\">%s</%s>"
        .formatted(answer, content, answer);
  }

  private static void send(HttpExchange exchange, String body) throws IOException {
    var bytes = body.getBytes(StandardCharsets.UTF_8);
    exchange
        .getResponseHeaders()
        .set("Content-Type", body.startsWith("{") ? "application/x-amz-json-1.1" : "text/xml");
    exchange.sendResponseHeaders(200, bytes.length);
    exchange.getResponseBody().write(bytes);
    exchange.close();
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
