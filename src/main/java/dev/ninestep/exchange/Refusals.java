package dev.ninestep.exchange;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Face;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.Step;
import io.vertx.core.Handler;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// The one place where a refusal becomes bytes.
///
/// @param issuer whose error pages `error_uri` names
/// @param recorder writes the fact of each refusal
/// @param pages renders those that travel as a page
public record Refusals(Issuer issuer, Recorder<?> recorder, Pages pages) {

  private static final int UNAVAILABLE = 503;
  private static final String RETRY_AFTER_SECONDS = "2";

  /// Refuses with a JSON body, and records it.
  ///
  /// @param context the request
  /// @param step the step that is refused
  /// @param refused why
  public void json(RoutingContext context, Step step, Refused refused) {
    record(context, step, refused);
    writeJson(context, refused.refusal());
  }

  /// Refuses with a JSON body that says what showed it, and records it. For those who may know.
  ///
  /// @param context the request
  /// @param step the step that is refused
  /// @param refused why
  public void jsonInDetail(RoutingContext context, Step step, Refused refused) {
    record(context, step, refused);
    var more = new JsonObject();
    refused.evidence().detail().ifPresent(text -> more.put("detail", text));
    writeJson(context, refused.refusal(), more);
  }

  /// Refuses with a page of ours, and records it.
  ///
  /// @param context the request
  /// @param step the step that is refused
  /// @param refused why
  public void page(RoutingContext context, Step step, Refused refused) {
    record(context, step, refused);
    writePage(context, refused);
  }

  private void writePage(RoutingContext context, Refused refused) {
    retryLater(context.response(), refused.refusal());
    pages.refusal(context, refused, Exchange.of(context).flow());
  }

  /// Refuses by an answer to the client, which is still to be sent, and records it.
  ///
  /// @param context the request
  /// @param step the step that is refused
  /// @param refused why
  /// @param to the proven redirect_uri
  /// @param state what goes back with it
  /// @return what the client is told
  /// @spec https://www.rfc-editor.org/rfc/rfc6749#section-4.1.2.1 RFC 6749 §4.1.2.1
  public RedirectAnswer answer(
      RoutingContext context, Step step, Refused refused, RedirectUri to, Optional<String> state) {
    record(context, step, refused);
    var refusal = refused.refusal();
    return new RedirectAnswer(to, state, issuer)
        .with("error", refusal.error().orElseThrow())
        .with("error_description", refusal.description())
        .with("error_uri", errorUri(context, refusal));
  }

  /// Refuses a call on the MCP URL with a challenge. Recording it is the gateway's own business,
  /// which counts floods.
  ///
  /// @param context the request
  /// @param refusal why
  /// @param challenge where to get a token
  /// @spec https://www.rfc-editor.org/rfc/rfc6750#section-3 RFC 6750 §3
  public void bearer(RoutingContext context, Refusal refusal, Challenge challenge) {
    var error =
        refusal
            .error()
            .map(code ->
                "error=\""
                    + code
                    + "\", error_description=\""
                    + refusal.description()
                    + "\", error_uri=\""
                    + errorUri(context, refusal)
                    + "\", ")
            .orElse("");
    if (refusal.status() != UNAVAILABLE) {
      context.response().putHeader("WWW-Authenticate", challenge.headers(error));
    }
    writeJson(context, refusal);
  }

  /// Writes the JSON body of a refusal without recording it.
  ///
  /// @param context the request
  /// @param refusal why
  public void writeJson(RoutingContext context, Refusal refusal) {
    writeJson(context, refusal, new JsonObject());
  }

  /// Writes the JSON body of a refusal, with what else there is to know, without recording it.
  ///
  /// @param context the request
  /// @param refusal why
  /// @param more members that come after those of every refusal
  public void writeJson(RoutingContext context, Refusal refusal, JsonObject more) {
    var body = new JsonObject();
    refusal.error().ifPresent(code -> body.put("error", code));
    body.put("error_description", refusal.description())
        .put("error_uri", errorUri(context, refusal));
    body.mergeIn(more);
    var response = context.response().setStatusCode(refusal.status());
    retryLater(response, refusal);
    if (refusal.error().filter("invalid_client"::equals).isPresent()
        && context.request().getHeader("Authorization") != null) {
      response.putHeader("WWW-Authenticate", "Basic realm=\"" + issuer + "\"");
    }
    response.putHeader("Content-Type", "application/json").putHeader("Cache-Control", "no-store");
    ResponseBody.send(context, body.toBuffer());
  }

  /// Refuses a method that an endpoint does not have. To be mounted behind those it has.
  ///
  /// @param step the step the endpoint belongs to
  /// @param allowed the methods it has, as the Allow header lists them
  /// @return the handler
  public Handler<RoutingContext> otherMethods(Step step, String allowed) {
    return context -> {
      context.response().putHeader("Allow", allowed);
      var asked = Evidence.asked(context.request().method() + " " + context.normalizedPath());
      json(context, step, new Refused(Refusal.METHOD_NOT_ALLOWED, asked));
    };
  }

  /// Where a refusal is explained, with the reference that finds its flow.
  ///
  /// @param context the request
  /// @param refusal the refusal
  /// @return the `error_uri`
  public String errorUri(RoutingContext context, Refusal refusal) {
    return issuer + "/errors/" + refusal.slug() + "?ref=" + Exchange.of(context).flow();
  }

  /// Records a refusal that somebody else renders.
  ///
  /// @param context the request
  /// @param step the step that is refused
  /// @param refused why
  public void record(RoutingContext context, Step step, Refused refused) {
    var exchange = Exchange.of(context);
    recorder.tell(exchange, event(exchange, step, refused));
  }

  /// Records a refusal of somebody who goes by a name of their own, which somebody else renders.
  ///
  /// @param context the request
  /// @param step the step that is refused
  /// @param refused why
  /// @param name the name
  public void record(RoutingContext context, Step step, Refused refused, String name) {
    var exchange = Exchange.of(context);
    recorder.tell(exchange, event(exchange, step, refused), name);
  }

  private static StepRefused event(Exchange exchange, Step step, Refused refused) {
    return new StepRefused(
        step, refused.refusal(), exchange.client(), refused.evidence(), exchange.caller());
  }

  /// Whether the one who asks reads pages rather than JSON.
  ///
  /// @param context the request
  /// @return true for browsers
  public static boolean prefersPage(RoutingContext context) {
    var accept = context.request().getHeader("Accept");
    return accept != null && accept.contains("text/html");
  }

  /// Refuses in whatever way the refusal may travel: JSON if it may, else a page.
  ///
  /// @param context the request
  /// @param step the step that is refused
  /// @param refused why
  public void any(RoutingContext context, Step step, Refused refused) {
    if (refused.refusal().mayTravelBy(Face.PAGE)
        && (prefersPage(context) || !refused.refusal().mayTravelBy(Face.JSON))) {
      page(context, step, refused);
    } else {
      json(context, step, refused);
    }
  }

  private static void retryLater(HttpServerResponse response, Refusal refusal) {
    if (refusal.status() == UNAVAILABLE) {
      response.putHeader("Retry-After", RETRY_AFTER_SECONDS);
    }
  }
}
