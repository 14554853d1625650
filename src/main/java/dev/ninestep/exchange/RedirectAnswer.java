package dev.ninestep.exchange;

import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.RedirectUri;
import io.vertx.ext.web.RoutingContext;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/// An authorization response: parameters added to the client's redirect_uri, with `state` as it
/// came and exactly one `iss`.
///
/// @spec https://www.rfc-editor.org/rfc/rfc9207#section-2 RFC 9207 §2
public final class RedirectAnswer {

  private final RedirectUri to;
  private final StringBuilder uri;

  /// An answer without parameters of its own yet.
  ///
  /// @param to the proven redirect_uri, kept byte for byte
  /// @param state what goes back with it
  /// @param issuer who answers
  public RedirectAnswer(RedirectUri to, Optional<String> state, Issuer issuer) {
    this.to = to;
    uri = new StringBuilder(to.value());
    uri.append(to.value().indexOf('?') < 0 ? '?' : '&');
    append("iss", issuer.value());
    state.ifPresent(value -> with("state", value));
  }

  /// Adds a parameter.
  ///
  /// @param name its name
  /// @param value its value, not yet encoded
  /// @return this
  public RedirectAnswer with(String name, String value) {
    uri.append('&');
    append(name, value);
    return this;
  }

  /// Where it goes.
  RedirectUri to() {
    return to;
  }

  /// All of it.
  String uri() {
    return uri.toString();
  }

  /// Sends the browser there.
  ///
  /// @param context the request
  public void send(RoutingContext context) {
    SeeOther.send(context, uri.toString());
  }

  /// A space is written %20, never +, which some clients do not decode.
  private void append(String name, String value) {
    uri.append(name)
        .append('=')
        .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
  }
}
