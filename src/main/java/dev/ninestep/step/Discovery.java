package dev.ninestep.step;

import dev.ninestep.exchange.CrossOrigin;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.protocol.Step;
import dev.ninestep.step.MetadataDocuments.Document;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/// Steps 0 and 2, ready to be mounted: the metadata of the authorization server and of every
/// resource, and the public keys. [AuthorizationServer] mounts it; a process that has gateways
/// alone mounts it by itself, since a client asks the host of the MCP URL, and older ones ask that
/// host for the authorization server too.
public final class Discovery {

  /// How long whoever reads a document, or the public keys, may keep it.
  public static final Duration CACHED = Duration.ofMinutes(5);

  private static final String ALLOWED = "GET, HEAD, OPTIONS";

  private final Settings settings;
  private final Refusals refusals;
  private final Supplier<String> jwks;

  /// Discovery of one authorization server and what it protects.
  ///
  /// @param settings what the operator decided
  /// @param refusals renders what is not there; its recorder is told what was served
  /// @param jwks the public keys of access tokens as they are now, as a JWK Set
  public Discovery(Settings settings, Refusals refusals, Supplier<String> jwks) {
    this.settings = settings;
    this.refusals = refusals;
    this.jwks = jwks;
  }

  /// Mounts the documents. Everything under a well-known path of the origin, the issuer, the prefix
  /// or a resource is answered here, with 404 if need be, so a handler for other well-known paths,
  /// and the gateway, come after.
  ///
  /// @param router the router
  public void mount(Router router) {
    var documents = MetadataDocuments.of(settings);
    for (var base : documents.bases()) {
      mount(
          router,
          base + MetadataDocuments.WELL_KNOWN + "*",
          new MetadataStep(documents::find, refusals));
    }
    mount(
        router,
        settings.path(MetadataDocuments.JWKS),
        new MetadataStep((_, _) -> Optional.of(new Document("jwks", jwks.get())), refusals));
  }

  private void mount(Router router, String path, Handler<RoutingContext> get) {
    router.route(path).handler(new CrossOrigin(ALLOWED));
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(get);
    router.route(path).handler(refusals.otherMethods(Step.METADATA, ALLOWED));
  }
}
