package dev.ninestep.step;

import java.io.IOException;
import java.util.regex.Pattern;

/// Very many equal requests, as fast as the server takes them: so many at a time on one connection.
///
/// @param server where they go
/// @param request the method and what it asks
/// @param body the body of a form, empty when there is none
record Barrage(TestServer server, String request, String body) {

  /// Fewer than a connection may have waiting.
  private static final int AT_A_TIME = 100;

  private static final Pattern STATUS = Pattern.compile("HTTP/1\\.1 (\\d{3}) ");

  /// Sends them and counts the answers.
  ///
  /// @param times how many, in hundreds
  /// @param status what most of them are answered
  /// @return how many were answered so
  long answered(int times, int status) throws IOException {
    var requests = text("keep-alive").repeat(AT_A_TIME - 1) + text("close");
    var expected = Integer.toString(status);
    var answered = 0L;
    for (var sent = 0; sent < times; sent += AT_A_TIME) {
      answered +=
          STATUS
              .matcher(server.raw(requests))
              .results()
              .filter(answer -> answer.group(1).equals(expected))
              .count();
    }
    return answered;
  }

  private String text(String connection) {
    var type = body.isEmpty() ? "" : "Content-Type: application/x-www-form-urlencoded\r\n";
    return "%s HTTP/1.1\r\nHost: auth.example\r\nConnection: %s\r\n%sContent-Length: %d\r\n\r\n%s"
        .formatted(request, connection, type, body.length(), body);
  }
}
