package dev.ninestep.exchange;

import dev.ninestep.protocol.AddressBlock;
import io.vertx.core.http.HttpServerRequest;
import java.net.InetAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/// Proxies whose word is taken for who calls, and whether over TLS. Each adds the address it was
/// called from at the end of a header, so the header is read from its end, for as long as the one
/// who added an entry is trusted: what a caller writes into it before that counts for nothing.
///
/// A trusted proxy has to set `X-Forwarded-For` or `Forwarded` and to remove the other; where both
/// come, the first is read.
///
/// @param blocks where they are; none by default
/// @spec https://www.rfc-editor.org/rfc/rfc7239#section-5.2 RFC 7239 §5.2
public record TrustedProxies(Set<AddressBlock> blocks) {

  /// Nobody's word is taken.
  public static final TrustedProxies NONE = new TrustedProxies(Set.of());

  private static final Pattern FOR = Pattern.compile("(?i)\\s*for=\"?([^\";]*)\"?\\s*");
  private static final Pattern PROTO = Pattern.compile("(?i)\\s*proto=\"?([^\";]*)\"?\\s*");
  private static final Pattern BRACKETS = Pattern.compile("\\[([^\\]]*)](:\\d+)?");
  private static final Pattern WITH_PORT = Pattern.compile("(\\d+\\.\\d+\\.\\d+\\.\\d+):\\d+");

  /// Copies the set.
  public TrustedProxies {
    blocks = Set.copyOf(blocks);
  }

  /// The address of whoever calls.
  ///
  /// @param request the request
  /// @return the peer's, or what the last trusted proxy on the way says; text, as it was written,
  ///   when that is not an address
  String caller(HttpServerRequest request) {
    var peer = request.remoteAddress();
    var caller = peer == null ? "" : peer.hostAddress();
    for (var said : chain(request).reversed()) {
      if (!isTrusted(caller)) {
        break;
      }
      caller = said;
    }
    return caller;
  }

  /// Whether the proxy that is the first on the way says that it was called without TLS. Only the
  /// last entry of a header counts: what stands before it, a caller may have written.
  ///
  /// @param request the request
  /// @return true when the peer is trusted and says so in `X-Forwarded-Proto` or `Forwarded`
  boolean sayPlain(HttpServerRequest request) {
    if (blocks.isEmpty()) {
      return false;
    }
    var peer = request.remoteAddress();
    if (peer == null || !isTrusted(peer.hostAddress())) {
      return false;
    }
    var plain = entries(request, "X-Forwarded-Proto");
    var said = plain.isEmpty() ? pairs(request, PROTO) : plain;
    return !said.isEmpty() && said.getLast().equalsIgnoreCase("http");
  }

  private boolean isTrusted(String text) {
    return address(text).filter(a -> blocks.stream().anyMatch(b -> b.holds(a))).isPresent();
  }

  private static Optional<InetAddress> address(String text) {
    var zone = text.indexOf('%');
    try {
      return Optional.of(InetAddress.ofLiteral(zone < 0 ? text : text.substring(0, zone)));
    } catch (IllegalArgumentException _) {
      return Optional.empty();
    }
  }

  private List<String> chain(HttpServerRequest request) {
    if (blocks.isEmpty()) {
      return List.of();
    }
    var plain = entries(request, "X-Forwarded-For");
    return (plain.isEmpty() ? pairs(request, FOR) : plain)
        .stream().map(TrustedProxies::withoutPort).toList();
  }

  private static List<String> entries(HttpServerRequest request, String header) {
    return request.headers().getAll(header).stream()
        .flatMap(line -> Arrays.stream(line.split(",")))
        .map(String::trim)
        .toList();
  }

  /// What each element says of one thing; one that says nothing of it hides it.
  private static List<String> pairs(HttpServerRequest request, Pattern wanted) {
    var said = new ArrayList<String>();
    for (var element : entries(request, "Forwarded")) {
      said.add(
          Arrays.stream(element.split(";"))
              .map(wanted::matcher)
              .filter(pair -> pair.matches())
              .map(pair -> pair.group(1))
              .findFirst()
              .orElse("hidden"));
    }
    return said;
  }

  private static String withoutPort(String entry) {
    var brackets = BRACKETS.matcher(entry);
    if (brackets.matches()) {
      return brackets.group(1);
    }
    var port = WITH_PORT.matcher(entry);
    return port.matches() ? port.group(1) : entry;
  }
}
