package dev.ninestep.projection;

import dev.ninestep.fold.Grant;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;

/// One grant as its user sees it. Behind the log by the projector's lag: whether the grant stands
/// this very moment is the ledger's to say.
///
/// @param grant the grant
/// @param client who got it
/// @param name what the client calls itself, empty when it never registered here
/// @param host where its code was sent, empty when none was, or when that is not known any more
/// @param scope what was allowed
/// @param resource at which audience
/// @param connectedAt when the user allowed it, or their company did for them, in the log's time
/// @param lastUsedAt when it last won tokens or made a call
/// @param state active, with or without a refresh token, revoked and why, or closed
/// @param calls calls let through, by UTC day, for the days of the last week that had any
/// @param costs what they cost, by UTC day, for the days on which they cost anything
public record ConnectedApp(
    FlowId grant,
    ClientId client,
    Optional<String> name,
    Optional<String> host,
    Scope scope,
    ResourceUri resource,
    Instant connectedAt,
    Instant lastUsedAt,
    Grant state,
    Map<LocalDate, Long> calls,
    Map<LocalDate, Amount> costs) {

  /// Copies the maps.
  public ConnectedApp {
    calls = Map.copyOf(calls);
    costs = Map.copyOf(costs);
  }

  /// What its calls of the last week cost together.
  ///
  /// @return nothing, where calls have no price
  public Amount cost() {
    return costs.values().stream()
        .reduce(Amount.ZERO, (sum, day) -> sum.plus(day).orElse(Amount.MOST));
  }

  /// The same app in the state its grant is really in.
  ///
  /// @param known what the ledger says; [Grant.None] when it says nothing, and the state stays
  /// @return the app
  public ConnectedApp in(Grant known) {
    return known instanceof Grant.None
        ? this
        : new ConnectedApp(
            grant,
            client,
            name,
            host,
            scope,
            resource,
            connectedAt,
            lastUsedAt,
            known,
            calls,
            costs);
  }

  /// Whether it can still get in, at once or with a refresh token.
  ///
  /// @param now the log's time
  /// @return true while it is connected
  public boolean isActive(Instant now) {
    return endsAt().filter(now::isBefore).isPresent();
  }

  /// When it ends by itself unless it is used before.
  ///
  /// @return empty when it has been ended
  public Optional<Instant> endsAt() {
    return switch (state) {
      case Grant.Active s -> Optional.of(s.expiresAt());
      case Grant.AccessOnly s -> Optional.of(s.endsAt());
      case Grant.None _, Grant.Denied _, Grant.CodeOutstanding _, Grant.Revoked _, Grant.Closed _ ->
          Optional.empty();
    };
  }

  /// How it stands, in words for its user: `active`, or that it is not and why.
  ///
  /// @param now the log's time
  /// @return the words
  public String status(Instant now) {
    return switch (state) {
      case Grant.Active _ -> isActive(now) ? "active" : "expired: it was not used for too long";
      case Grant.AccessOnly _ -> isActive(now) ? "active" : "expired: its only token has lapsed";
      case Grant.Revoked s ->
          switch (s.cause()) {
            case CODE_REPLAYED -> "revoked: its authorization code was used twice";
            case REFRESH_REUSED -> "revoked: an old refresh token was used again";
            case REFRESH_RACED -> "revoked: two processes used one refresh token";
            case LOST_ANSWER_CAME -> "revoked: a refresh token was used that had been replaced";
            case BY_USER -> "revoked by the user";
            case BY_CLIENT -> "revoked by the app";
            case BY_OPERATOR -> "revoked by an operator";
            case CODE_GUESSED ->
                "revoked: its authorization code came too often with wrong verifiers";
            case LEAKED -> "revoked: it sent its refresh token where others can read it";
          };
      case Grant.Closed _ -> "closed until an operator has looked at it";
      case Grant.None _, Grant.Denied _, Grant.CodeOutstanding _ -> "not connected";
    };
  }
}
