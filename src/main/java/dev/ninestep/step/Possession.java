package dev.ninestep.step;

import dev.ninestep.decision.JudgeProof;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.fold.OneTime;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.KeyThumbprint;
import dev.ninestep.token.DpopProofs;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// Finds out which key the sender of a request holds, at the endpoints where tokens are bound to
/// one.
///
/// @param settings says where the endpoints are
/// @param with whom the steps work with
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-5 RFC 9449 §5
record Possession(Settings settings, Collaborators with) {

  /// What a request shows.
  ///
  /// @param proof its proof, as far as it can be judged before the log is asked; none when it has
  ///   no DPoP header
  /// @param broken the first rule the proof breaks, if any
  record Shown(Optional<JudgeProof> proof, Optional<Refused> broken) {

    private static final Shown NOTHING = new Shown(Optional.empty(), Optional.empty());

    private static Shown broken(Refused refused) {
      return new Shown(Optional.empty(), Optional.of(refused));
    }

    Optional<KeyThumbprint> key() {
      return proof.map(judged -> judged.proof().key());
    }
  }

  /// Looks at the proof of a request.
  ///
  /// @param context the request, a POST
  /// @param endpoint where it went
  /// @return what it shows
  Shown look(RoutingContext context, String endpoint) {
    var headers = context.request().headers().getAll("DPoP");
    if (headers.isEmpty()) {
      return Shown.NOTHING;
    }
    return switch (DpopProofs.read(headers)) {
      case DpopProofs.Reading.Unusable(var why) ->
          Shown.broken(Refused.of(Refusal.PROOF_MALFORMED, why));
      case DpopProofs.Reading.Signed(var proof) -> {
        var judged = new JudgeProof(proof, "POST", settings.url(endpoint), with.log().now());
        yield judged
            .atAnEndpoint()
            .map(Shown::broken)
            .orElseGet(() -> new Shown(Optional.of(judged), Optional.empty()));
      }
    };
  }

  /// Lets the log decide whether a proof came for the first time. Nothing that is bound to its key
  /// may be decided before.
  ///
  /// @param exchange the exchange it came in
  /// @param client who sent it
  /// @param shown what the request shows
  /// @return why it proves nothing, or empty when it does, or when there is none
  Future<Optional<Refused>> once(Exchange exchange, ClientId client, Shown shown) {
    return shown
        .proof()
        .map(judged -> once(exchange, client, judged))
        .orElseGet(() -> Future.succeededFuture(Optional.empty()));
  }

  private Future<Optional<Refused>> once(Exchange exchange, ClientId client, JudgeProof judged) {
    var attempt = with.mint().attempt();
    return with.recorder()
        .ask(
            exchange,
            judged.presented(attempt, client, exchange.caller()),
            (after, _) -> JudgeProof.outcome((OneTime) after, attempt))
        .map(answer ->
            switch (answer) {
              case Answer.Settled<Optional<Refused>>(var refused) -> refused;
              case Answer.Unsettled<Optional<Refused>> _ ->
                  Optional.of(Refused.of(Refusal.LOG_UNAVAILABLE));
            });
  }
}
