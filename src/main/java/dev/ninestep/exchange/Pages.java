package dev.ninestep.exchange;

import dev.ninestep.event.Refused;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Issuer;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// The one place where a page becomes bytes: templates, and the headers every page must have.
public final class Pages {

  private static final String TEMPLATES = "dev.ninestep.page";
  private static final String ONE_YEAR = "max-age=31536000; includeSubDomains";

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(null, ContentType.Html, null, TEMPLATES);
  private final Issuer issuer;

  /// Pages of one issuer.
  ///
  /// @param issuer whose pages they are
  public Pages(Issuer issuer) {
    this.issuer = issuer;
  }

  /// Shows a page whose forms lead nowhere but back to us.
  ///
  /// @param context the request
  /// @param status the HTTP status
  /// @param template the template's name, such as `sign-in.jte`
  /// @param parameters what it shows
  public void show(
      RoutingContext context, int status, String template, Map<String, Object> parameters) {
    show(context, status, template, parameters, List.of());
  }

  /// Shows a page whose form leads to us, and from there, by redirect, to a client.
  ///
  /// @param context the request
  /// @param status the HTTP status
  /// @param template the template's name
  /// @param parameters what it shows
  /// @param leadsTo the sources, as Content-Security-Policy writes them, that the redirect after
  ///   the form may lead to; browsers hold every hop of it against `form-action`
  public void show(
      RoutingContext context,
      int status,
      String template,
      Map<String, Object> parameters,
      List<String> leadsTo) {
    var output = new StringOutput();
    var all = new HashMap<>(parameters);
    all.put("issuer", issuer.value());
    templates.render(template, all, output);
    protect(context, leadsTo);
    context.response().setStatusCode(status).putHeader("Content-Type", "text/html; charset=utf-8");
    ResponseBody.send(context, Buffer.buffer(output.toString()));
  }

  /// Shows the page of a refusal.
  ///
  /// @param context the request
  /// @param refused what was refused and why
  /// @param reference what the user can quote
  void refusal(RoutingContext context, Refused refused, FlowId reference) {
    show(
        context,
        refused.refusal().status(),
        "refusal.jte",
        Map.of(
            "refusal",
            refused.refusal(),
            "evidence",
            refused.evidence(),
            "reference",
            reference.toString()));
  }

  private void protect(RoutingContext context, List<String> leadsTo) {
    var formAction = Stream.concat(Stream.of("'self'"), leadsTo.stream()).toList();
    context
        .response()
        .putHeader(
            "Content-Security-Policy",
            "default-src 'none'; style-src 'self'; img-src 'self'; script-src 'self'; connect-src"
                + " 'self'; base-uri 'none'; frame-ancestors 'none'; form-action "
                + String.join(" ", formAction))
        .putHeader("X-Frame-Options", "DENY")
        .putHeader("X-Content-Type-Options", "nosniff")
        .putHeader("Referrer-Policy", "no-referrer")
        .putHeader("Cross-Origin-Opener-Policy", "same-origin")
        .putHeader("Cache-Control", "no-store");
    if (issuer.isSecure()) {
      context.response().putHeader("Strict-Transport-Security", ONE_YEAR);
    }
  }
}
