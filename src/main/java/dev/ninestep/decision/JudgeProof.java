package dev.ninestep.decision;

import static dev.ninestep.decision.Rule.refuse;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.ProofPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.fold.OneTime;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.DpopProof;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// Does a DPoP proof belong to the request it came with?
///
/// At the endpoints of this server a proof counts once on all pods together, so the last word on it
/// is the log's; a call is judged by the pod that gets it.
///
/// @param proof what it says
/// @param method the method of the request
/// @param url where the request went, as the configuration has it
/// @param now the log's time, as well as it is known
/// @spec https://www.rfc-editor.org/rfc/rfc9449#section-4.3 RFC 9449 §4.3
public record JudgeProof(DpopProof proof, String method, String url, Instant now) {

  /// How long a proof counts after it was made, and how far the client's clock may be ahead.
  public static final Duration COUNTS_FOR = Duration.ofMinutes(1);

  private static final List<Rule<JudgeProof>> AT_AN_ENDPOINT =
      rules(Refusal.PROOF_OF_ANOTHER_REQUEST, Refusal.PROOF_NOT_NOW);

  private static final List<Rule<JudgeProof>> AT_A_CALL =
      rules(Refusal.CALL_PROOF_OF_ANOTHER_REQUEST, Refusal.CALL_PROOF_NOT_NOW);

  private static List<Rule<JudgeProof>> rules(Refusal ofAnotherRequest, Refusal notNow) {
    return List.of(
        refuse(
            ofAnotherRequest,
            j -> !j.proof.method().equals(j.method),
            j -> Evidence.difference(j.proof.method(), j.method)),
        refuse(
            ofAnotherRequest,
            j -> !HttpTarget.isSame(j.proof.uri(), j.url),
            j -> Evidence.difference(j.proof.uri(), j.url)),
        refuse(
            notNow,
            j -> j.now.isAfter(j.endsAt()),
            j -> Evidence.of("made at " + j.proof.issuedAt() + ", came at " + j.now)),
        refuse(
            notNow,
            j -> j.proof.issuedAt().isAfter(j.now.plus(COUNTS_FOR)),
            j -> Evidence.of("made at " + j.proof.issuedAt() + ", came at " + j.now)));
  }

  private Instant endsAt() {
    return proof.issuedAt().plus(COUNTS_FOR);
  }

  /// Decides about a request to an endpoint of this server, as far as can be said without knowing
  /// whether the proof came before.
  ///
  /// @return the first rule broken, or empty when it belongs to the request
  public Optional<Refused> atAnEndpoint() {
    return Rule.firstBroken(AT_AN_ENDPOINT, this);
  }

  /// Decides about a call, as far as can be said without knowing whether the proof came before.
  /// Whose key the token is bound to is for [AdmitCall] to say.
  ///
  /// @param token the access token of the call
  /// @return the first rule broken, or empty when it belongs to the call
  public Optional<Refused> atACall(String token) {
    return Rule.firstBroken(AT_A_CALL, this)
        .or(() ->
            proof.tokenHash().filter(hash -> Hashes.matches(token, hash)).isPresent()
                ? Optional.empty()
                : Optional.of(
                    Refused.of(
                        Refusal.CALL_PROOF_OF_ANOTHER_TOKEN,
                        proof.tokenHash().isPresent() ? "ath is another's" : "there is no ath")));
  }

  /// What the proof is remembered by.
  ///
  /// @return 43 base64url characters
  public String idHash() {
    return Hashes.sha256("DPoP " + proof.key() + " " + proof.id());
  }

  /// The fact to append, before anything else is made of the request.
  ///
  /// @param attempt names this presentation
  /// @param client who presented it
  /// @param caller who called
  /// @return the fact
  public ProofPresented presented(AttemptId attempt, ClientId client, Caller caller) {
    return new ProofPresented(attempt, client, proof.key(), idHash(), endsAt(), caller);
  }

  /// What the state right after the fact means.
  ///
  /// @param after what is kept of the proof after the fact was folded
  /// @param attempt names the presentation
  /// @return why the proof proves nothing, or empty when it does
  public static Optional<Refused> outcome(OneTime after, AttemptId attempt) {
    return switch (after) {
      case OneTime.Used s when s.by().equals(attempt) -> Optional.empty();
      case OneTime.Used _, OneTime.Closed _ -> Optional.of(Refused.of(Refusal.PROOF_REPLAYED));
      case OneTime.Unused _ ->
          Optional.of(Refused.of(Refusal.PROOF_NOT_NOW, "landed after it had lapsed"));
    };
  }
}
