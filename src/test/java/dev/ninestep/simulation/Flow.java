package dev.ninestep.simulation;

import dev.ninestep.event.Key;
import dev.ninestep.protocol.AccessToken;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.CodeVerifier;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RefreshToken;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/// One flow, as those outside the server know it: what the client holds, and what happened to it
/// that the server could not know or has lost.
final class Flow {

  private final AuthorizationRequest request;
  private final AccountId account;
  private final CodeVerifier verifier;
  private final boolean isPatient;
  private final Set<String> excuses = new TreeSet<>();
  private final Set<AttemptId> lost = new HashSet<>();
  private Optional<AuthorizationCode> code = Optional.empty();
  private Optional<RefreshToken> refresh = Optional.empty();
  private Optional<AccessToken> access = Optional.empty();
  private boolean ended;

  Flow(AuthorizationRequest request, AccountId account, CodeVerifier verifier, boolean isPatient) {
    this.request = request;
    this.account = account;
    this.verifier = verifier;
    this.isPatient = isPatient;
  }

  FlowId id() {
    return request.flow();
  }

  Key key() {
    return new Key.OfFlow(id());
  }

  AuthorizationRequest request() {
    return request;
  }

  AccountId account() {
    return account;
  }

  CodeVerifier verifier() {
    return verifier;
  }

  /// Whether its client never sends a thing twice without having been told to try again.
  boolean isPatient() {
    return isPatient;
  }

  /// Notes what may cost this flow its grant though its client does nothing wrong: it was stolen
  /// from, or the server could not tell the log what it needed to know.
  void excuse(String why) {
    excuses.add(why);
  }

  Set<String> excuses() {
    return excuses;
  }

  /// Notes that a pod knows an answer to have been lost, whether or not the log learns of it.
  void lost(AttemptId attempt) {
    lost.add(attempt);
  }

  boolean hasLost(AttemptId attempt) {
    return lost.contains(attempt);
  }

  Optional<AuthorizationCode> code() {
    return code;
  }

  Optional<RefreshToken> refresh() {
    return refresh;
  }

  Optional<AccessToken> access() {
    return access;
  }

  void got(AuthorizationCode issued) {
    code = Optional.of(issued);
  }

  /// Keeps the tokens that are furthest along the line.
  void got(RefreshToken issued, AccessToken bearer) {
    if (refresh.filter(held -> held.generation() >= issued.generation()).isEmpty()) {
      refresh = Optional.of(issued);
      access = Optional.of(bearer);
    }
  }

  boolean hasEnded() {
    return ended;
  }

  void end() {
    ended = true;
  }
}
