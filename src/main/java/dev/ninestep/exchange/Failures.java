package dev.ninestep.exchange;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.Step;
import io.netty.handler.codec.http.TooLongHttpHeaderException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.function.Predicate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Turns whatever went wrong outside a step into a refusal: what HTTP itself refuses, what no route
/// takes, what needed a database that is away, and what a defect of ours threw.
///
/// @param refusals renders them
/// @param exchanges begins the exchange of a request that failed before any handler saw it
/// @param isDatabaseAway tells by what was thrown
public record Failures(
    Refusals refusals, Exchanges exchanges, Predicate<? super Throwable> isDatabaseAway)
    implements Handler<RoutingContext> {

  private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

  /// Where no route asks a database.
  ///
  /// @param refusals renders them
  /// @param exchanges begins the exchange of a request that failed before any handler saw it
  public Failures(Refusals refusals, Exchanges exchanges) {
    this(refusals, exchanges, _ -> false);
  }

  /// Takes whatever fails on a router. To be called before any other route is mounted.
  ///
  /// @param router the router
  public void mount(Router router) {
    router.route().failureHandler(this);
    List.of(400, 404, 405, 406, 415, 500).forEach(status -> router.errorHandler(status, this));
  }

  @Override
  public void handle(RoutingContext context) {
    var response = context.response();
    if (response.headWritten()) {
      context.request().connection().close();
      return;
    }
    if (response.ended()) {
      return;
    }
    exchanges.begin(context);
    var unread = context.request().decoderResult();
    if (unread.isFailure()) {
      closeAfterAnswer(context);
    }
    var failure = context.failure();
    var refusal = unread.isFailure() ? refusalOf(unread.cause()) : refusalOf(context);
    if (refusal == Refusal.DATABASE_UNAVAILABLE) {
      LOG.atWarn()
          .addKeyValue("correlation_id", Exchange.of(context).flow())
          .log(
              "the database is away for {} {}: {}",
              method(context),
              path(context),
              String.valueOf(failure));
    }
    if (refusal == Refusal.SERVER_ERROR) {
      LOG.atError()
          .addKeyValue("correlation_id", Exchange.of(context).flow())
          .setCause(failure)
          .log("{} {} failed", method(context), path(context));
    }
    refusals.any(context, stepOf(context), new Refused(refusal, evidence(context)));
  }

  /// What follows on the connection cannot be read either.
  private static void closeAfterAnswer(RoutingContext context) {
    context.response().putHeader("Connection", "close");
    context.addEndHandler(_ -> context.request().connection().close());
  }

  private static Refusal refusalOf(Throwable unread) {
    return switch (unread) {
      case TooLongHttpLineException _ -> Refusal.URI_TOO_LONG;
      case TooLongHttpHeaderException _ -> Refusal.HEADERS_TOO_LARGE;
      case Throwable _ -> Refusal.REQUEST_MALFORMED;
    };
  }

  private Refusal refusalOf(RoutingContext context) {
    var failure = context.failure();
    if (failure != null && isDatabaseAway.test(failure)) {
      return Refusal.DATABASE_UNAVAILABLE;
    }
    return switch (context.statusCode()) {
      case 400 -> Refusal.REQUEST_MALFORMED;
      case 404 -> Refusal.NOT_FOUND;
      case 405 -> Refusal.METHOD_NOT_ALLOWED;
      case 413 -> Refusal.BODY_TOO_LARGE;
      case 414 -> Refusal.URI_TOO_LONG;
      case 431 -> Refusal.HEADERS_TOO_LARGE;
      default -> Refusal.SERVER_ERROR;
    };
  }

  /// The path tells the step, since no step was reached.
  static Step stepOf(RoutingContext context) {
    var path = path(context);
    if (path.endsWith("/register")) {
      return Step.REGISTRATION;
    }
    if (path.endsWith("/authorize") || path.endsWith("/par") || path.endsWith("/sign-in")) {
      return Step.AUTHORIZATION;
    }
    if (path.endsWith("/consent")) {
      return Step.CONSENT;
    }
    if (path.endsWith("/token")) {
      return Step.TOKEN;
    }
    return path.contains("/.well-known/") ? Step.METADATA : Step.CALL;
  }

  private static Evidence evidence(RoutingContext context) {
    return Evidence.asked(method(context) + " " + path(context));
  }

  private static HttpMethod method(RoutingContext context) {
    return context.request().method();
  }

  /// The path as it was sent: one that cannot be decoded cannot be normalized.
  private static String path(RoutingContext context) {
    var path = context.request().path();
    return path == null ? context.request().uri() : path;
  }
}
