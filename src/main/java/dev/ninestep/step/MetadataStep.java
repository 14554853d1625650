package dev.ninestep.step;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.exchange.ResponseBody;
import dev.ninestep.protocol.Step;
import dev.ninestep.step.MetadataDocuments.Document;
import io.vertx.core.Handler;
import io.vertx.ext.web.RoutingContext;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiFunction;

/// Steps 0 and 2: a client reads where to go. Nothing is asked of the log, so discovery works while
/// the log is away.
///
/// A path that is none of ours is a clean 404 in JSON: clients try several, and stop at anything
/// else.
///
/// @param documents finds the document at a path and a host
/// @param refusals renders what is not there; its recorder is told what was served
record MetadataStep(BiFunction<String, String, Optional<Document>> documents, Refusals refusals)
    implements Handler<RoutingContext> {

  private static final int NOT_MODIFIED = 304;

  @Override
  public void handle(RoutingContext context) {
    var path = context.normalizedPath();
    documents
        .apply(path, host(context))
        .ifPresentOrElse(
            document -> serve(context, path, document),
            () -> {
              var refused = new Refused(Refusal.NOT_FOUND, Evidence.asked(path));
              refusals.json(context, Step.METADATA, refused);
            });
  }

  private void serve(RoutingContext context, String path, Document document) {
    var exchange = Exchange.of(context);
    refusals
        .recorder()
        .tell(exchange, new MetadataServed(document.name(), path, exchange.caller()));
    var response =
        context
            .response()
            .putHeader("Cache-Control", "public, max-age=" + Discovery.CACHED.toSeconds())
            .putHeader("ETag", document.etag());
    if (document.etag().equals(context.request().getHeader("If-None-Match"))) {
      response.setStatusCode(NOT_MODIFIED).end();
      return;
    }
    response.putHeader("Content-Type", "application/json");
    ResponseBody.send(context, document.body());
  }

  private static String host(RoutingContext context) {
    var authority = context.request().authority();
    return authority == null ? "" : authority.toString().toLowerCase(Locale.ROOT);
  }
}
