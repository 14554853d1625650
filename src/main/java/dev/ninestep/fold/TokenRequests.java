package dev.ninestep.fold;

import dev.ninestep.event.Caller;
import dev.ninestep.event.ClientCredentialsPresented;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.Event;
import dev.ninestep.event.IdentityAsserted;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.SubjectPresented;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import java.time.Duration;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/// How often each client came to the token endpoint within the last minute, over all pods: what
/// counts is what the log says, so every pod that has read as far gives the same answer. What was
/// asked and is not in the log yet does not count, so a pod may let through a few more than
/// allowed.
///
/// A client whose id is a URL is the same for all who install it. What comes of a grant is counted
/// for that grant, whoever else is behind the same address; what is of no grant that stands is
/// counted for the address it comes from. Any other client came by its id alone, and is counted as
/// one.
///
/// Failures to prove who one is, at whatever endpoint, are counted apart, by client and address, so
/// that nobody can hold a client up by failing in its name.
///
/// One thread counts; any thread asks.
public final class TokenRequests {

  private static final Set<Refusal> COUNTED_OTHERWISE =
      EnumSet.of(
          Refusal.CODE_REPLAYED, Refusal.REFRESH_TOKEN_REUSED,
          Refusal.REFRESH_TOKEN_OF_LOST_ANSWER, Refusal.TOKEN_REQUESTS_TOO_MANY);

  /// A client as it comes from one address.
  private record Source(ClientId client, String address) {}

  /// Somebody at an address who says to be a client and is not.
  private record Impostor(ClientId client, String address) {}

  /// By a [ClientId], a [FlowId] or one of the above. The first two are at hand as they are, and
  /// nothing is made for them with each request.
  private final Map<Object, SlidingMinute> minutes = new ConcurrentHashMap<>();

  private long swept;

  TokenRequests() {}

  /// Counts what a record tells of the token endpoint.
  ///
  /// @param grant what the record is about, if that is a grant which stood in the log before it
  void see(@Nullable FlowId grant, Event event, Instant at) {
    switch (event) {
      case CodePresented e -> count(who(e.client(), grant, e.caller()), at);
      case ClientCredentialsPresented e -> count(who(e.client(), grant, e.caller()), at);
      case IdentityAsserted e -> count(who(e.client(), grant, e.caller()), at);
      case SubjectPresented e -> count(who(e.client(), grant, e.caller()), at);
      case RefreshPresented e -> count(who(e.client(), grant, e.caller()), at);
      case StepRefused e when e.repeated().isPresent() -> {
        // Of no client that is known, or not before it proved who it is: such floods are counted so
        // that they do not fill the log, and hold nobody up.
      }
      case StepRefused e when e.isUnproven() ->
          e.client().ifPresent(client -> count(impostor(client, e.caller()), at));
      case StepRefused e when isCountedByThis(e) ->
          e.client().ifPresent(client -> count(who(client, grant, e.caller()), at));
      case Event _ -> {}
    }
  }

  /// A request whose presentation is in the log is counted by that; and being refused for coming
  /// too often does not count, or a wait would grow while it lasts.
  private static boolean isCountedByThis(StepRefused event) {
    return event.isOfTheTokenEndpoint() && !COUNTED_OTHERWISE.contains(event.refusal());
  }

  private void count(Object who, Instant at) {
    var second = at.getEpochSecond();
    minutes.computeIfAbsent(who, _ -> new SlidingMinute()).count(second);
    if (second - swept >= SlidingMinute.SECONDS) {
      swept = second;
      minutes.values().removeIf(minute -> minute.isOver(second));
    }
  }

  private static Object who(ClientId client, @Nullable FlowId grant, Caller caller) {
    if (!client.isUrl()) {
      return client;
    }
    return grant == null ? new Source(client, caller.address()) : grant;
  }

  private static Impostor impostor(ClientId client, Caller caller) {
    return new Impostor(client, caller.address());
  }

  /// How long a client has to wait until it may come again.
  ///
  /// @param client the client
  /// @param grant the grant it comes for, if what it brings proves one and that stands
  /// @param caller from where it comes
  /// @param perMinute how often it may come within a minute, at least 1
  /// @param now the log's time
  /// @return whole seconds; zero when it may come now
  public Duration wait(
      ClientId client, Optional<FlowId> grant, Caller caller, int perMinute, Instant now) {
    return wait(who(client, grant.orElse(null), caller), perMinute, now);
  }

  /// How long somebody who says to be a client has to wait until they may try to prove it again.
  ///
  /// @param client the client they say they are
  /// @param caller from where they come
  /// @param perMinute how often they may fail within a minute, at least 1
  /// @param now the log's time
  /// @return whole seconds; zero when they may try now
  public Duration waitToProve(ClientId client, Caller caller, int perMinute, Instant now) {
    return wait(impostor(client, caller), perMinute, now);
  }

  private Duration wait(Object who, int perMinute, Instant now) {
    var minute = minutes.get(who);
    return minute == null
        ? Duration.ZERO
        : Duration.ofSeconds(minute.until(perMinute, now.getEpochSecond()));
  }

  /// How many are being counted.
  int size() {
    return minutes.size();
  }
}
