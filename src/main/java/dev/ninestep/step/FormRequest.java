package dev.ninestep.step;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.RequestParameters;
import dev.ninestep.protocol.Parameters;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.Optional;

/// A request of a client without a browser, as far as it can be read without knowing anybody: a
/// form in the body, and nothing in the URL, where logs would keep it.
///
/// @param form its parameters; none when they could not be read
/// @param broken the first rule it breaks by its form alone, if any
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-3.2 RFC 6749 §3.2
record FormRequest(Parameters form, Optional<Refused> broken) {

  private static final Parameters NONE = new Parameters(Map.of());

  /// Reads a request.
  ///
  /// @param request its head
  /// @param body its body
  /// @return what it says, whether or not it breaks a rule
  static FormRequest parse(HttpServerRequest request, Buffer body) {
    if (request.query() != null) {
      return unread(Refusal.TOKEN_REQUEST_IN_QUERY);
    }
    if (!RequestParameters.isForm(request)) {
      return unread(Refusal.TOKEN_REQUEST_NOT_FORM);
    }
    return RequestParameters.ofForm(body)
        .map(FormRequest::of)
        .orElseGet(() -> unread(Refusal.REQUEST_MALFORMED));
  }

  private static FormRequest unread(Refusal refusal) {
    return new FormRequest(NONE, Optional.of(Refused.of(refusal)));
  }

  private static FormRequest of(Parameters form) {
    return new FormRequest(
        form, form.repeated().map(name -> Refused.of(Refusal.PARAMETER_REPEATED, name)));
  }
}
