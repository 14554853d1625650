package dev.ninestep.gateway;

import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/// Sends bytes as they stand, which no polite HTTP client would.
final class RawHttp {

  /// What came back.
  ///
  /// @param status the status
  /// @param lines the header lines
  /// @param body everything after them
  record Answer(int status, List<String> lines, String body) {

    /// The values of a header, in order.
    List<String> header(String name) {
      var prefix = name.toLowerCase(Locale.ROOT) + ":";
      return lines.stream()
          .filter(line -> line.toLowerCase(Locale.ROOT).startsWith(prefix))
          .map(line -> line.substring(prefix.length()).trim())
          .toList();
    }
  }

  private static final int PATIENCE_MILLIS = 20_000;

  private RawHttp() {}

  /// Sends a request without body.
  ///
  /// @param target method and request target, such as `GET /mcp`
  /// @param headers whole header lines
  static Answer send(int port, String target, String... headers) {
    var head = new StringBuilder(target).append(" HTTP/1.1\r\nHost: 127.0.0.1\r\n");
    Arrays.stream(headers).forEach(line -> head.append(line).append("\r\n"));
    return exchange(port, head.append("Connection: close\r\n\r\n").toString());
  }

  /// Sends bytes and reads until the server closes.
  static Answer exchange(int port, String bytes) {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      socket.setSoTimeout(PATIENCE_MILLIS);
      socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
      return parse(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1));
    } catch (IOException e) {
      throw new AssertionError(e);
    }
  }

  private static Answer parse(String text) {
    var end = text.indexOf("\r\n\r\n");
    var lines = List.of(text.substring(0, end).split("\r\n"));
    return new Answer(
        Integer.parseInt(lines.getFirst().split(" ")[1]),
        lines.subList(1, lines.size()),
        text.substring(end + 4));
  }
}
