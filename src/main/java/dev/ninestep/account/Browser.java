package dev.ninestep.account;

import dev.ninestep.exchange.FormOrigin;
import dev.ninestep.exchange.HostCookie;
import dev.ninestep.token.Mint;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Tells one browser from another before anybody signed in there.
///
/// @param cookie carries its name
/// @param origin tells our forms from those of other sites
/// @param mint names it
record Browser(HostCookie cookie, FormOrigin origin, Mint mint) {

  private static final Pattern MINTED = Pattern.compile("[A-Za-z0-9_-]{22}");

  /// The name of the browser. It stays the same as long as the browser keeps it, so that several
  /// pages can be open at once.
  String name(RoutingContext context, Duration keptFor) {
    var name = known(context).orElseGet(mint::session);
    cookie.write(context, name, keptFor);
    return name;
  }

  /// The name of the browser, if it has one.
  Optional<String> known(RoutingContext context) {
    return cookie.read(context).filter(name -> MINTED.matcher(name).matches());
  }

  /// Whether the browser says that a page of another site sent this.
  boolean speaksForAnother(RoutingContext context) {
    return origin.isForeign(context);
  }
}
