package dev.ninestep.gateway;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/// What a request says about who sends it.
///
/// The header is read by one narrow rule, since every lenient reading of it has once been a hole:
/// the word Bearer in any case, one space, one token.
///
/// @spec https://www.rfc-editor.org/rfc/rfc6750#section-2.1 RFC 6750 §2.1
sealed interface BearerCredentials {

  /// Nothing. A client that starts a flow.
  record Absent() implements BearerCredentials {}

  /// Credentials of a scheme that is not spoken here; to be challenged like a request without any.
  ///
  /// @spec https://www.rfc-editor.org/rfc/rfc6750#section-3.1 RFC 6750 §3.1
  record OtherScheme(String scheme) implements BearerCredentials {}

  /// Something that must not be read any further.
  record Unusable(Refused refused) implements BearerCredentials {}

  /// One token, not yet looked at.
  record Sent(String token) implements BearerCredentials {
    @Override
    public String toString() {
      return "Sent[redacted]";
    }
  }

  /// Reads a request.
  static BearerCredentials of(HttpServerRequest request) {
    if (Form.TOKEN_IN_QUERY.matcher(request.query() == null ? "" : request.query()).find()) {
      return new Unusable(Refused.of(Refusal.TOKEN_IN_QUERY));
    }
    return of(request.headers().getAll("Authorization"));
  }

  /// Reads the Authorization headers of a request.
  static BearerCredentials of(List<String> headers) {
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
    if (scheme.toLowerCase(Locale.ROOT).equals("bearer")) {
      var token = header.substring(space < 0 ? header.length() : space + 1);
      return Form.TOKEN.matcher(token).matches()
          ? new Sent(token)
          : malformed("what follows the word Bearer is not one space and one token");
    }
    return space > 0 && Form.SCHEME.matcher(scheme).matches()
        ? new OtherScheme(scheme)
        : malformed("the header names no scheme");
  }

  private static BearerCredentials malformed(String why) {
    return new Unusable(Refused.of(Refusal.AUTHORIZATION_HEADER_MALFORMED, why));
  }

  /// The grammar.
  final class Form {
    private static final Pattern TOKEN = Pattern.compile("[A-Za-z0-9._~+/-]+=*");
    private static final Pattern SCHEME = Pattern.compile("[A-Za-z0-9!#$%&'*+.^_`|~-]{1,32}");
    private static final Pattern TOKEN_IN_QUERY =
        Pattern.compile("(?:^|&)access(?:_|%5[fF])token=");

    private Form() {}
  }
}
