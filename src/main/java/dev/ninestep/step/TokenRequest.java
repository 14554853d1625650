package dev.ninestep.step;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;

/// A token request as far as it can be read without knowing anybody.
///
/// @param isRefresh whether it asks to refresh; else it asks to redeem a code, or for neither
/// @param form its parameters; none when they could not be read
/// @param broken the first rule it breaks by its form alone, if any
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-3.2 RFC 6749 §3.2
record TokenRequest(boolean isRefresh, Parameters form, Optional<Refused> broken) {

  private static final String CODE = "authorization_code";
  private static final String REFRESH = "refresh_token";

  /// Reads a request.
  ///
  /// @param request its head
  /// @param body its body
  /// @return what it says, whether or not it breaks a rule
  static TokenRequest parse(HttpServerRequest request, Buffer body) {
    var read = FormRequest.parse(request, body);
    var form = read.form();
    var isRefresh = form.get("grant_type").filter(REFRESH::equals).isPresent();
    return new TokenRequest(isRefresh, form, read.broken().or(() -> brokenBy(form)));
  }

  private static Optional<Refused> brokenBy(Parameters form) {
    var grantType = form.get("grant_type");
    if (grantType.isEmpty()) {
      return Optional.of(Refused.of(Refusal.GRANT_TYPE_MISSING));
    }
    return grantType
        .filter(type -> !type.equals(CODE) && !type.equals(REFRESH))
        .map(type -> new Refused(Refusal.GRANT_TYPE_UNSUPPORTED, Evidence.asked(type)));
  }

  /// The step it is.
  Step step() {
    return isRefresh ? Step.REFRESH : Step.TOKEN;
  }
}
