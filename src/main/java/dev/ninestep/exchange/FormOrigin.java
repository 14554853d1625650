package dev.ninestep.exchange;

import dev.ninestep.protocol.Issuer;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;
import java.util.Set;

/// Tells forms of ours from forms of other sites, by what browsers say about them.
///
/// It is a second lock beside the form's nonce: a browser too old to say anything passes, and so
/// does `Origin: null`, which is what browsers send from a page that, like ours, has
/// `Referrer-Policy: no-referrer`.
///
/// @param issuer whose forms are ours
/// @spec https://fetch.spec.whatwg.org/#append-a-request-origin-header Fetch, Origin header
/// @spec https://www.w3.org/TR/fetch-metadata/#sec-fetch-site-header Fetch Metadata, Sec-Fetch-Site
public record FormOrigin(Issuer issuer) {

  private static final Set<String> OURS = Set.of("same-origin", "none");

  /// Whether the browser says that another site sent this.
  ///
  /// @param context the request
  /// @return true when it does
  public boolean isForeign(RoutingContext context) {
    var site = header(context, "Sec-Fetch-Site");
    var origin = header(context, "Origin").filter(value -> !value.equals("null"));
    return site.filter(value -> !OURS.contains(value)).isPresent()
        || origin.filter(value -> !value.equals(issuer.origin())).isPresent();
  }

  private static Optional<String> header(RoutingContext context, String name) {
    return Optional.ofNullable(context.request().getHeader(name));
  }
}
