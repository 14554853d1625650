package dev.ninestep.app;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.joran.JoranConfigurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.LoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.slf4j.event.KeyValuePair;

class LogFormatTest {

  private static final String FLOW = "0af7651916cd43dd8448eb211c80319c";

  private final LoggerContext context = new LoggerContext();

  @AfterEach
  void stop() {
    context.stop();
  }

  private String line(String format) throws Exception {
    var configurator = new JoranConfigurator();
    configurator.setContext(context);
    configurator.doConfigure(
        LogFormat.class.getResource("/" + LogFormat.file(Map.of(LogFormat.VARIABLE, format))));
    var root = context.getLogger("ROOT");
    var appender = (ConsoleAppender<ILoggingEvent>) root.getAppender("STDERR");
    var event =
        new LoggingEvent(
            LogFormatTest.class.getName(),
            context.getLogger("dev.ninestep.exchange.Failures"),
            Level.ERROR,
            "GET {} failed",
            new IllegalStateException("two\nlines"),
            new Object[] {"/token\n{\"level\":\"INFO\"}"});
    event.setKeyValuePairs(List.of(new KeyValuePair("correlation_id", FLOW)));
    return new String(appender.getEncoder().encode(event), StandardCharsets.UTF_8);
  }

  @Test
  void anEventIsOneLineOfJsonWithItsCorrelationId() throws Exception {
    var line = line("json");
    assertThat(line.strip()).doesNotContain("\n");
    var event = new JsonObject(line);
    assertThat(event.getString("level")).isEqualTo("ERROR");
    assertThat(event.getString("loggerName")).isEqualTo("dev.ninestep.exchange.Failures");
    assertThat(event.getString("formattedMessage"))
        .isEqualTo("GET /token\n{\"level\":\"INFO\"} failed");
    assertThat(event.getJsonArray("kvpList").getJsonObject(0).getString("correlation_id"))
        .isEqualTo(FLOW);
    assertThat(event.getJsonObject("throwable").getString("message")).isEqualTo("two\nlines");
  }

  @Test
  void asTextTheCorrelationIdFollowsTheMessage() throws Exception {
    assertThat(line("text")).contains("failed correlation_id=\"" + FLOW + "\"");
  }

  @Test
  void aFormatThatThereIsNotIsRefusedByName() {
    assertThatThrownBy(() -> LogFormat.file(Map.of(LogFormat.VARIABLE, "xml")))
        .isInstanceOf(CannotStart.class)
        .hasMessage("NINESTEP_LOG_FORMAT is \"xml\"; there is text and json");
  }
}
