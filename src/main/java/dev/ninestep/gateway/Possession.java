package dev.ninestep.gateway;

import dev.ninestep.decision.JudgeProof;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.log.FlowLog;
import dev.ninestep.token.DpopProofs;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;

/// Finds out whether a caller holds the key its token is bound to.
///
/// @param settings says where calls go, so that no header does
/// @param log tells the time
/// @param seen the proofs that have come
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-7 RFC 9449 §7
record Possession(GatewaySettings settings, FlowLog<?> log, SeenProofs seen) {

  /// What a call shows.
  sealed interface Shown {

    /// The holder of a key made it, if no other call came with the same proof.
    record Holder(JudgeProof proof) implements Shown {}

    /// Nobody who can be known by it.
    record Nobody(Refused refused) implements Shown {}
  }

  /// Looks at the proof of a call.
  ///
  /// @param request the call
  /// @param token its access token
  /// @param headers its DPoP headers
  Shown look(HttpServerRequest request, String token, List<String> headers) {
    if (headers.isEmpty()) {
      return new Shown.Nobody(Refused.of(Refusal.CALL_PROOF_MISSING));
    }
    return switch (DpopProofs.read(headers)) {
      case DpopProofs.Reading.Unusable(var why) ->
          new Shown.Nobody(Refused.of(Refusal.CALL_PROOF_MALFORMED, why));
      case DpopProofs.Reading.Signed(var proof) -> {
        var url = settings.origin() + Optional.ofNullable(request.path()).orElse("");
        var judged = new JudgeProof(proof, request.method().name(), url, log.now());
        yield judged
            .atACall(token)
            .<Shown>map(Shown.Nobody::new)
            .orElseGet(() -> new Shown.Holder(judged));
      }
    };
  }

  /// Why a call that would be let in is not: another came with the same proof.
  Optional<Refused> replayed(JudgeProof proof) {
    return seen.isNew(proof)
        ? Optional.empty()
        : Optional.of(Refused.of(Refusal.CALL_PROOF_REPLAYED));
  }
}
