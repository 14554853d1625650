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
/// @param type what it asks for; a code's redemption when that cannot be told
/// @param form its parameters; none when they could not be read
/// @param broken the first rule it breaks by its form alone, if any
/// @spec https://www.rfc-editor.org/rfc/rfc6749#section-3.2 RFC 6749 §3.2
record TokenRequest(GrantType type, Parameters form, Optional<Refused> broken) {

  /// Reads a request.
  ///
  /// @param request its head
  /// @param body its body
  /// @return what it says, whether or not it breaks a rule
  static TokenRequest parse(HttpServerRequest request, Buffer body) {
    var read = FormRequest.parse(request, body);
    var asked = read.form().get("grant_type");
    var type = asked.flatMap(GrantType::parse);
    var broken = read.broken();
    if (broken.isEmpty() && asked.isEmpty()) {
      broken = Optional.of(Refused.of(Refusal.GRANT_TYPE_MISSING));
    } else if (broken.isEmpty() && type.isEmpty()) {
      var evidence = Evidence.asked(asked.orElseThrow());
      broken = Optional.of(new Refused(Refusal.GRANT_TYPE_UNSUPPORTED, evidence));
    }
    return new TokenRequest(type.orElse(GrantType.CODE), read.form(), broken);
  }

  /// The step it is.
  Step step() {
    return type.step();
  }
}
