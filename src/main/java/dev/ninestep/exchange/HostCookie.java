package dev.ninestep.exchange;

import dev.ninestep.protocol.Issuer;
import io.netty.handler.codec.http.cookie.ServerCookieDecoder;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;

/// A cookie that only this host sets and reads, holding one opaque value.
///
/// Under an https issuer its name begins with `__Host-`, so that browsers take it from this host
/// alone, over TLS and for every path: no neighbour under the same domain can plant one. Scripts
/// cannot read it, and other sites' requests do not carry it, but for links that lead here.
///
/// @spec https://datatracker.ietf.org/doc/html/draft-ietf-httpbis-rfc6265bis-22#section-4.1.3.2 RFC
///   6265bis §4.1.3.2
public final class HostCookie {

  private final String name;
  private final boolean secure;

  private HostCookie(String name, Issuer issuer) {
    this.name = issuer.isSecure() ? "__Host-" + name : name;
    this.secure = issuer.isSecure();
  }

  /// The cookie that carries a sealed session.
  ///
  /// @param issuer whose host it is
  /// @return the cookie `__Host-ninestep`, or `ninestep` without TLS
  public static HostCookie session(Issuer issuer) {
    return new HostCookie("ninestep", issuer);
  }

  /// The cookie that tells one browser from another before anybody signed in.
  ///
  /// @param issuer whose host it is
  /// @return the cookie `__Host-ninestep-browser`, or `ninestep-browser` without TLS
  public static HostCookie browser(Issuer issuer) {
    return new HostCookie("ninestep-browser", issuer);
  }

  /// The value a request carries. The header is read here and not by Vert.x, which drops all but
  /// one of several cookies with the same name.
  ///
  /// @param context the request
  /// @return the value; empty when there is none, and when there are several, for then one of them
  ///   was planted
  public Optional<String> read(RoutingContext context) {
    var sent =
        context.request().headers().getAll("Cookie").stream()
            .flatMap(header -> ServerCookieDecoder.STRICT.decodeAll(header).stream())
            .filter(cookie -> cookie.name().equals(name))
            .map(io.netty.handler.codec.http.cookie.Cookie::value)
            .toList();
    return sent.size() == 1 && !sent.getFirst().isEmpty()
        ? Optional.of(sent.getFirst())
        : Optional.empty();
  }

  /// Gives the browser a value to keep.
  ///
  /// @param context the request
  /// @param value characters of base64url
  /// @param lifetime how long the browser keeps it
  public void write(RoutingContext context, String value, Duration lifetime) {
    var cookie =
        Cookie.cookie(name, value)
            .setPath("/")
            .setHttpOnly(true)
            .setSecure(secure)
            .setSameSite(CookieSameSite.LAX)
            .setMaxAge(lifetime.toSeconds());
    context.response().addCookie(cookie);
  }

  /// Makes the browser forget it.
  ///
  /// @param context the request
  public void remove(RoutingContext context) {
    write(context, "", Duration.ZERO);
  }
}
