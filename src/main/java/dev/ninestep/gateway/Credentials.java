package dev.ninestep.gateway;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/// What a request says about who sends it.
///
/// The header is read by one narrow rule, since every lenient reading of it has once been a hole:
/// the word Bearer or DPoP in any case, one space, one token.
///
/// @spec https://www.rfc-editor.org/rfc/rfc6750#section-2.1 RFC 6750 §2.1
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-7.1 RFC 9449 §7.1
sealed interface Credentials {

  /// Nothing. A client that starts a flow.
  record Absent() implements Credentials {}

  /// Credentials of a scheme that is not spoken here; to be challenged like a request without any.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc6750#section-3.1 RFC 6750 §3.1
  record OtherScheme(String scheme) implements Credentials {}

  /// Something that must not be read any further.
  record Unusable(Refused refused) implements Credentials {}

  /// One token that whoever holds it may use; nobody has looked at it yet, not even at its form.
  record Bearer(String token) implements Credentials {
    @Override
    public String toString() {
      return "Bearer[redacted]";
    }
  }

  /// One token that only the holder of a key may use, and what shows that it is them, likewise.
  record Dpop(String token, List<String> proofs) implements Credentials {
    @Override
    public String toString() {
      return "Dpop[redacted]";
    }
  }

  /// Reads a request.
  static Credentials of(HttpServerRequest request) {
    var query = request.query();
    if (query != null && Form.TOKEN_IN_QUERY.matcher(query).find()) {
      return new Unusable(Refused.of(Refusal.TOKEN_IN_QUERY));
    }
    return of(
        request.headers().getAll(HttpHeaders.AUTHORIZATION),
        () -> request.headers().getAll("DPoP"));
  }

  /// Whether a request came with the scheme DPoP, well-formed or not.
  static boolean isDpop(HttpServerRequest request) {
    var header = request.getHeader("Authorization");
    return header != null && header.regionMatches(true, 0, Form.DPOP, 0, Form.DPOP.length());
  }

  private static Credentials of(List<String> headers, Supplier<List<String>> proofs) {
    if (headers.isEmpty()) {
      return new Absent();
    }
    if (headers.size() > 1) {
      return malformed("the header came " + headers.size() + " times");
    }
    var header = headers.getFirst();
    if (header.indexOf('\t') >= 0 || header.indexOf(',') >= 0) {
      return malformed("the header has a tab or a comma");
    }
    var space = header.indexOf(' ');
    var scheme = space < 0 ? header : header.substring(0, space);
    var isBearer = scheme.equalsIgnoreCase(Form.BEARER);
    if (isBearer || scheme.equalsIgnoreCase(Form.DPOP)) {
      var token = header.substring(space < 0 ? header.length() : space + 1);
      return isBearer ? new Bearer(token) : new Dpop(token, proofs.get());
    }
    return space > 0 && Form.SCHEME.matcher(scheme).matches()
        ? new OtherScheme(scheme)
        : malformed("the header names no scheme");
  }

  private static Credentials malformed(String why) {
    return new Unusable(Refused.of(Refusal.AUTHORIZATION_HEADER_MALFORMED, why));
  }

  /// What is wrong with the form of a token, if anything. Nobody need ask about one that is known
  /// already: it is made of the same characters.
  static Optional<Refused> wrongForm(String token) {
    return Form.isToken(token) ? Optional.empty() : Optional.of(Form.NOT_A_TOKEN);
  }

  /// The grammar.
  final class Form {
    private static final String BEARER = "Bearer";
    private static final String DPOP = "DPoP";
    private static final Refused NOT_A_TOKEN =
        Refused.of(
            Refusal.AUTHORIZATION_HEADER_MALFORMED,
            "what follows the scheme is not one space and one token");
    private static final boolean[] IN_TOKENS = new boolean[128];
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,32}");
    private static final Pattern TOKEN_IN_QUERY =
        Pattern.compile("(?:^|&)access(?:_|%5[fF])token=");

    static {
      "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~+/"
          .chars()
          .forEach(c -> IN_TOKENS[c] = true);
    }

    private Form() {}

    /// Whether a text is a `b64token`. Not a pattern: a token has seven hundred characters, and to
    /// match them took as long as all else the gateway asks about a call.
    private static boolean isToken(String text) {
      var end = text.length();
      while (end > 0 && text.charAt(end - 1) == '=') {
        end--;
      }
      for (var i = 0; i < end; i++) {
        var c = text.charAt(i);
        if (c >= IN_TOKENS.length || !IN_TOKENS[c]) {
          return false;
        }
      }
      return end > 0;
    }
  }
}
