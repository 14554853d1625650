package dev.ninestep.step;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.CrossOrigin;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.ResponseBody;
import dev.ninestep.protocol.Step;
import dev.ninestep.step.MetadataDocuments.Document;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;

/// Steps 0 and 2: a client reads where to go. Nothing is asked of the log, so discovery works while
/// the log is away.
///
/// A path that is none of ours is a clean 404 in JSON: clients try several, and stop at anything
/// else.
final class MetadataStep implements Handler<RoutingContext> {

  private static final String ALLOWED = "GET, HEAD, OPTIONS";
  private static final int NOT_MODIFIED = 304;

  private final MetadataDocuments documents;
  private final Collaborators with;

  MetadataStep(MetadataDocuments documents, Collaborators with) {
    this.documents = documents;
    this.with = with;
  }

  void mount(Router router) {
    for (var base : documents.bases()) {
      mount(router, base + MetadataDocuments.WELL_KNOWN + "*");
    }
    documents.byPath().keySet().stream()
        .filter(path -> path.endsWith(MetadataDocuments.JWKS))
        .forEach(path -> mount(router, path));
  }

  private void mount(Router router, String path) {
    router.route(path).handler(new CrossOrigin(ALLOWED));
    router.route(path).method(HttpMethod.GET).method(HttpMethod.HEAD).handler(this);
    router.route(path).handler(with.refusals().otherMethods(Step.METADATA, ALLOWED));
  }

  @Override
  public void handle(RoutingContext context) {
    var path = withoutTrailingSlash(context.normalizedPath());
    var document = documents.byPath().get(path);
    if (document == null) {
      var refused = new Refused(Refusal.NOT_FOUND, Evidence.asked(path));
      with.refusals().json(context, Step.METADATA, refused);
    } else {
      serve(context, path, document);
    }
  }

  private void serve(RoutingContext context, String path, Document document) {
    var exchange = Exchange.of(context);
    with.recorder().tell(exchange, new MetadataServed(document.name(), path, exchange.caller()));
    var response =
        context
            .response()
            .putHeader("Cache-Control", "public, max-age=300")
            .putHeader("ETag", document.etag());
    if (document.etag().equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(NOT_MODIFIED).end();
      return;
    }
    response.putHeader("Content-Type", "application/json");
    ResponseBody.send(context, document.body());
  }

  private static String withoutTrailingSlash(String path) {
    return path.endsWith("/") ? path.substring(0, path.length() - 1) : path;
  }
}
