package dev.ninestep.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Which tools a body calls, read as every upstream reads it or not at all.
class CalledToolsTest {

  private static CalledTools in(String body) {
    return CalledTools.in(Buffer.buffer(body));
  }

  private static CalledTools named(String... tools) {
    return new CalledTools.Named(List.of(tools));
  }

  @Test
  void aToolIsCalledByAMessageOrByThePlainForm() {
    assertThat(
            in(
                """
                {"jsonrpc":"2.0","id":1,"method":"tools/call",
                 "params":{"_meta":{"name":"x"},"name":"draw","arguments":{"name":"y"}}}\
                """))
        .isEqualTo(named("draw"));
    assertThat(in("{\"params\":{\"name\":\"draw\"},\"method\":\"tools/call\"}"))
        .isEqualTo(named("draw"));
    assertThat(in("{\"name\":\"draw\",\"arguments\":{\"method\":\"ping\"}}"))
        .isEqualTo(named("draw"));
    assertThat(in("{\"m\\u0065thod\":\"tools\\/c\\u0061ll\",\"params\":{\"n\\u0061me\":\"draw\"}}"))
        .isEqualTo(named("draw"));
  }

  @Test
  void everyCallOfABatchCounts() {
    var call = "{\"method\":\"tools/call\",\"params\":{\"name\":\"draw\"}}";
    assertThat(in("[" + call + ",{\"method\":\"ping\"}," + call + "]"))
        .isEqualTo(named("draw", "draw"));
    assertThat(in("[]")).isEqualTo(named());
  }

  @Test
  void aCallWithoutANameIsACallAllTheSame() {
    assertThat(in("{\"method\":\"tools/call\"}")).isEqualTo(named(""));
    assertThat(in("{\"method\":\"tools/call\",\"params\":[\"draw\"]}")).isEqualTo(named(""));
    assertThat(in("{\"method\":\"tools/call\",\"params\":{\"name\":{\"a\":1}}}"))
        .isEqualTo(named(""));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "{}",
        "{\"jsonrpc\":\"2.0\",\"id\":1,\"method\":\"initialize\",\"params\":{\"name\":\"draw\"}}",
        "{\"method\":\"tools/list\"}",
        "{\"method\":\"notifications/initialized\"}",
        "{\"method\":\"Tools/Call\",\"params\":{\"name\":\"draw\"}}",
        "{\"method\":7,\"params\":{\"name\":\"draw\"}}",
        "{\"id\":1,\"result\":{\"name\":\"draw\"}}"
      })
  void whateverElseIsSaidCallsNothing(String body) {
    assertThat(in(body)).isEqualTo(named());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "null",
        "\"tools/call\"",
        "{\"method\":\"tools/call\"",
        "{\"method\":\"ping\",\"method\":\"tools/call\"}",
        "{\"method\":\"ping\",\"Method\":\"tools/call\"}",
        "{\"METHOD\":\"tools/call\"}",
        "{\"method\":\"tools/call\",\"param\u017f\":{\"name\":\"draw\"}}",
        "{\"method\":\"tools/call\",\"params\":{\"name\":\"cheap\",\"Name\":\"dear\"}}",
        "{\"method\":\"tools/call\",\"params\":{\"name\":\"cheap\",\"name\":\"dear\"}}",
        "{\"method\":\"tools/call\",\"params\":{},\"params\":{\"name\":\"dear\"}}",
        "{\"method\":\"ping\",\"name\":\"dear\"}",
        "{\"method\":\"ping\"}{\"method\":\"tools/call\"}",
        "[{\"method\":\"ping\"},7]",
        "[{\"method\":\"ping\"},[{\"method\":\"tools/call\"}]]",
        "[{\"method\":\"ping\"}] x"
      })
  void whatCanBeReadInTwoWaysIsNotRead(String body) {
    assertThat(in(body)).isInstanceOf(CalledTools.Unreadable.class);
  }

  @Test
  void anotherEncodingOfUnicodeIsReadAsJsonHasIt() {
    for (Charset utf : List.of(StandardCharsets.UTF_16BE, StandardCharsets.UTF_16LE)) {
      var body = "{\"method\":\"tools/call\",\"params\":{\"name\":\"draw\"}}".getBytes(utf);
      assertThat(CalledTools.in(Buffer.buffer(body))).isEqualTo(named("draw"));
    }
  }
}
