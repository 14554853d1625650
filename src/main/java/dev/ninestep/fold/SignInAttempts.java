package dev.ninestep.fold;

import dev.ninestep.event.Caller;
import dev.ninestep.event.DeliveryFailed;
import dev.ninestep.event.Event;
import dev.ninestep.event.PasswordAccepted;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.protocol.AttemptId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;

/// Who may have a password checked. A presentation counts from the moment it is in the log, before
/// anybody has looked at the password, and until it has proven right: so no number of guesses at
/// the same time gets past a limit.
///
/// All presentations under one name have one order, and every pod judges them alike. Those from one
/// address stand in several partitions, which pods may read in another order; so pods together may
/// let through a few more of them than allowed. The right password makes good what was guessed
/// under its name, but of what came from its address only itself.
///
/// One thread counts; any thread asks.
///
/// @see Guesses
public final class SignInAttempts {

  private static final Duration OF_SOURCE = Duration.ofMinutes(1);
  private static final String ALL = "all";

  private final Map<String, Guesses> logins = new ConcurrentHashMap<>();
  private final Map<String, Guesses> sources = new ConcurrentHashMap<>();
  private Instant swept = Instant.EPOCH;

  SignInAttempts() {}

  /// How many guesses may count, each at least 1.
  ///
  /// @param perLogin under one name within a quarter of an hour, at most 100
  /// @param perAddress from one IPv4 address or IPv6 /64 within a minute
  /// @param perNetwork from one IPv4 /24 or IPv6 /48 within a minute
  /// @param inAll within a minute
  public record Limits(int perLogin, int perAddress, int perNetwork, int inAll) {}

  /// Whether a password may be checked.
  public sealed interface Hold {

    /// It may.
    record None() implements Hold {}

    /// It may not: too much was guessed under the name.
    record OfLogin() implements Hold {}

    /// It may not: too much was guessed from there.
    ///
    /// @param remaining how long until it may again
    record OfSource(Duration remaining) implements Hold {}
  }

  Guesses of(String login) {
    return logins.getOrDefault(login, Guesses.NONE);
  }

  /// Counts what a fact tells about a name.
  ///
  /// @return the guesses under the name right after it
  Guesses apply(String login, Event event, Instant at) {
    sweep(at);
    switch (event) {
      case PasswordPresented e ->
          sourcesOf(e.caller()).forEach(s -> change(s, g -> g.with(e.attempt(), at, OF_SOURCE)));
      case PasswordAccepted e ->
          sourcesOf(e.caller()).forEach(s -> change(s, g -> g.without(e.attempt())));
      case DeliveryFailed e -> sources.replaceAll((_, guesses) -> guesses.without(e.attempt()));
      case Event _ -> {}
    }
    var after = of(login).evolve(event, at);
    logins.put(login, after);
    return after;
  }

  private void change(String source, UnaryOperator<Guesses> change) {
    sources.put(source, change.apply(sources.getOrDefault(source, Guesses.NONE)));
  }

  /// A name of which a record cannot be read is held, as long as what it says may count.
  Guesses close(String login, Instant at) {
    var closed = Guesses.tooMany(at);
    logins.put(login, closed);
    return closed;
  }

  private void sweep(Instant now) {
    if (now.isAfter(swept.plus(OF_SOURCE))) {
      swept = now;
      logins.values().removeIf(guesses -> guesses.isOver(now, Guesses.OF_LOGIN));
      sources.values().removeIf(guesses -> guesses.isOver(now, OF_SOURCE));
    }
  }

  private static List<String> sourcesOf(Caller caller) {
    return List.of(caller.address(), caller.network(), ALL);
  }

  /// Whether a password may be presented now.
  ///
  /// @param login a keyed hash of the name
  /// @param caller from where it comes
  /// @param limits how many guesses may count
  /// @param now the log's time
  /// @return what speaks against it
  public Hold hold(String login, Caller caller, Limits limits, Instant now) {
    return hold(of(login), caller, limits, now, guesses -> guesses);
  }

  /// Whether a password that was presented may be checked.
  ///
  /// @param after the guesses under its name right after it
  /// @param presented the presentation
  /// @param limits how many guesses may count
  /// @param at the log's time of it
  /// @return what speaks against it
  public Hold hold(Guesses after, PasswordPresented presented, Limits limits, Instant at) {
    AttemptId attempt = presented.attempt();
    return hold(after, presented.caller(), limits, at, guesses -> guesses.before(attempt));
  }

  private Hold hold(
      Guesses login, Caller caller, Limits limits, Instant now, UnaryOperator<Guesses> counting) {
    var wait =
        max(
            wait(caller.address(), limits.perAddress(), now, counting),
            wait(caller.network(), limits.perNetwork(), now, counting),
            wait(ALL, limits.inAll(), now, counting));
    if (wait.isPositive()) {
      return new Hold.OfSource(wait);
    }
    return counting.apply(login).wait(limits.perLogin(), Guesses.OF_LOGIN, now).isPositive()
        ? new Hold.OfLogin()
        : new Hold.None();
  }

  private Duration wait(String source, int limit, Instant now, UnaryOperator<Guesses> counting) {
    var guesses = counting.apply(sources.getOrDefault(source, Guesses.NONE));
    return guesses.wait(limit, OF_SOURCE, now);
  }

  private static Duration max(Duration... waits) {
    return List.of(waits).stream().max(Duration::compareTo).orElseThrow();
  }

  /// How many names and sources are being counted.
  int size() {
    return logins.size() + sources.size();
  }
}
