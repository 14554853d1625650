package dev.ninestep.decision;

import dev.ninestep.event.RefreshRepeated;
import dev.ninestep.event.Refused;
import dev.ninestep.event.TailLost;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Instant;
import java.util.Optional;

/// What the log's answer to a token request means.
public sealed interface TokenOutcome {

  /// This presentation won.
  ///
  /// @param flow the grant
  /// @param client who gets the tokens
  /// @param account for whom
  /// @param accessScope what the access token allows
  /// @param grantScope what the refresh token keeps
  /// @param resource the audience
  /// @param generation of the new refresh token
  /// @param issuedAt the log's time of the presentation
  /// @param refreshExpiresAt when the new refresh token lapses
  /// @param endsAt when the grant ends, which no token of it outlives
  /// @param lost what the log turned out to have lost, to be reported
  record Issue(
      FlowId flow,
      ClientId client,
      AccountId account,
      Scope accessScope,
      Scope grantScope,
      ResourceUri resource,
      int generation,
      Instant issuedAt,
      Instant refreshExpiresAt,
      Instant endsAt,
      Optional<TailLost> lost)
      implements TokenOutcome {}

  /// The presentation repeated the one that won, within the reuse interval: it gets the same
  /// successor.
  ///
  /// @param issue what the one that won was issued, the refresh token being of the same generation
  /// @param repeated the repeat, to be reported
  record Reissue(Issue issue, RefreshRepeated repeated) implements TokenOutcome {}

  /// An access token alone has been won: by a client for itself, or for a user whom an identity
  /// provider vouches for.
  ///
  /// @param flow the grant
  /// @param client who gets the token
  /// @param account for whom, or what stands for the client where a user would stand
  /// @param scope what the token allows
  /// @param resource the audience
  /// @param issuedAt the log's time of the presentation
  /// @param endsAt when the grant ends, and the token with it
  record IssueAccess(
      FlowId flow,
      ClientId client,
      AccountId account,
      Scope scope,
      ResourceUri resource,
      Instant issuedAt,
      Instant endsAt)
      implements TokenOutcome {}

  /// A token has been exchanged for a narrower one.
  ///
  /// @param issue the narrower one
  /// @param type what it is, as the answer has to say
  /// @spec https://www.rfc-editor.org/rfc/rfc8693#section-2.2.1 RFC 8693 §2.2.1
  record IssueNarrower(IssueAccess issue, String type) implements TokenOutcome {}

  /// This presentation lost, or came to nothing.
  ///
  /// @param refused why
  record Refuse(Refused refused) implements TokenOutcome {}
}
