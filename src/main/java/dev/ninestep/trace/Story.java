package dev.ninestep.trace;

import dev.ninestep.event.Owner;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.util.List;
import java.util.Optional;

/// The story of one flow.
///
/// @param flow the flow
/// @param horizon from when it is told
/// @param client the client, if any record names one
/// @param clientName what the client calls itself, if it registered here
/// @param account the user, if they signed in
/// @param steps the steps in order
/// @param lineage the code, the refresh tokens that followed it, and how the grant stands
/// @param calls what the gateway let through, and what was refused by a limit
/// @param trouble the first refusal that nothing mended
/// @param findings what is remarkable beyond that, a sentence each: answers that were lost, what
///   changed nothing
/// @param symptoms what did not happen though it should have, or happens too often
public record Story(
    FlowId flow,
    Horizon horizon,
    Optional<ClientId> client,
    Optional<String> clientName,
    Optional<AccountId> account,
    List<StoryStep> steps,
    Lineage lineage,
    Calls calls,
    Optional<Trouble> trouble,
    List<String> findings,
    List<Symptom> symptoms) {

  /// Copies the lists.
  public Story {
    steps = List.copyOf(steps);
    findings = List.copyOf(findings);
    symptoms = List.copyOf(symptoms);
  }

  /// Who has to act: whom the refusal names, or, when a token came again, whom the evidence does.
  ///
  /// @return who, or empty when nothing failed
  public Optional<Owner> owner() {
    return trouble.map(failed ->
        lineage
            .replay()
            .filter(replay -> replay.isWhatFailed(failed))
            .map(replay -> replay.verdict().owner())
            .orElse(failed.refusal().owner()));
  }
}
