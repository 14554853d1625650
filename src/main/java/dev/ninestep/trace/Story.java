package dev.ninestep.trace;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/// The story of one flow.
///
/// @param flow the flow
/// @param wholeUntil until when no record of it can be missing here; what would be later may not
///   have been projected yet
/// @param client the client, if any record names one
/// @param clientName what the client calls itself, if it registered here
/// @param account the user, if they signed in
/// @param steps the steps in order
/// @param trouble the first refusal that nothing mended
/// @param findings what is remarkable beyond that, a sentence each: answers that were lost, how the
///   grant ended
/// @param symptoms what did not happen though it should have, or happens too often
public record Story(
    FlowId flow,
    Optional<Instant> wholeUntil,
    Optional<ClientId> client,
    Optional<String> clientName,
    Optional<AccountId> account,
    List<StoryStep> steps,
    Optional<Trouble> trouble,
    List<String> findings,
    List<Symptom> symptoms) {

  /// Copies the lists.
  public Story {
    steps = List.copyOf(steps);
    findings = List.copyOf(findings);
    symptoms = List.copyOf(symptoms);
  }

  /// The same story, told from an index that is whole until a time.
  Story wholeUntil(Optional<Instant> until) {
    return new Story(flow, until, client, clientName, account, steps, trouble, findings, symptoms);
  }
}
