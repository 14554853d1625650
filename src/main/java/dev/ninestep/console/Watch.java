package dev.ninestep.console;

import dev.ninestep.event.Fact;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Refusal;
import dev.ninestep.projection.Facets;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Step;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/// Which events of the log a tail is after; all of those that are given must fit, and with none
/// given, every event does.
///
/// @param client the client
/// @param flow the flow
/// @param account the user
/// @param step the step
/// @param refusal why it was refused
record Watch(
    Optional<ClientId> client,
    Optional<FlowId> flow,
    Optional<AccountId> account,
    Optional<Step> step,
    Optional<Refusal> refusal) {

  /// The names of the parameters, in the order of the page.
  static final List<String> NAMES = List.of("client_id", "flow", "account", "step", "refusal");

  /// What parameters ask for.
  sealed interface Read {

    /// They make sense.
    ///
    /// @param watch what they ask for
    record Understood(Watch watch) implements Read {}

    /// They do not.
    ///
    /// @param why begins with the name of the parameter at fault
    record Malformed(String why) implements Read {}
  }

  /// Reads the parameters of a tail.
  ///
  /// @param parameters as they were pasted
  /// @return what they ask for, or what is wrong with them
  static Read of(Parameters parameters) {
    var typed = typed(parameters);
    for (var name : NAMES) {
      var text = typed.get(name);
      if (text != null && parse(name, text).isEmpty()) {
        return new Read.Malformed(name + ": " + wanted(name));
      }
    }
    return new Read.Understood(
        new Watch(
            get(typed, "client_id", ClientId::parse),
            get(typed, "flow", Watch::flow),
            get(typed, "account", Watch::account),
            get(typed, "step", Watch::step),
            get(typed, "refusal", Watch::refusal)));
  }

  /// What was typed, without the blanks around it.
  static Map<String, String> typed(Parameters parameters) {
    var typed = new LinkedHashMap<String, String>();
    NAMES.forEach(name ->
        parameters
            .get(name)
            .map(String::strip)
            .filter(text -> !text.isEmpty())
            .ifPresent(text -> typed.put(name, text)));
    return typed;
  }

  private static Optional<?> parse(String name, String text) {
    return switch (name) {
      case "client_id" -> ClientId.parse(text);
      case "flow" -> flow(text);
      case "account" -> account(text);
      case "step" -> step(text);
      default -> refusal(text);
    };
  }

  private static String wanted(String name) {
    return switch (name) {
      case "client_id" -> "not a client_id";
      case "flow" -> "not a reference of 32 hexadecimal digits";
      case "account" -> "not an account’s id of 32 hexadecimal digits";
      case "step" -> "not one of 0, 1, 2, 3, 4, 5, 5r, 6, 7";
      default -> "there is none of this name";
    };
  }

  private static <T> Optional<T> get(
      Map<String, String> typed, String name, Function<String, Optional<T>> parse) {
    return Optional.ofNullable(typed.get(name)).flatMap(parse);
  }

  private static Optional<FlowId> flow(String text) {
    return FlowId.parse(text.toLowerCase(Locale.ROOT));
  }

  private static Optional<AccountId> account(String text) {
    return AccountId.parse(text.toLowerCase(Locale.ROOT));
  }

  private static Optional<Step> step(String text) {
    return Arrays.stream(Step.values()).filter(step -> step.number().equals(text)).findFirst();
  }

  private static Optional<Refusal> refusal(String text) {
    var slug = text.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
    return Arrays.stream(Refusal.values()).filter(it -> it.slug().equals(slug)).findFirst();
  }

  /// Whether a record fits.
  ///
  /// @param logged the record
  /// @param companions the flows that are known to be of the client and account
  boolean fits(Logged logged, Companions companions) {
    return switch (logged) {
      case Logged.Known known -> fits(known.fact(), companions);
      case Logged.Unreadable broken -> fits(broken);
    };
  }

  private boolean fits(Fact fact, Companions companions) {
    var facets = Facets.of(fact);
    return companions.areOf(this, fact.flow(), facets)
        && (flow.isEmpty() || flow.equals(flowOf(fact)))
        && (step.isEmpty() || step.get() == fact.event().step())
        && (refusal.isEmpty() || refusal.get() == facets.refusal());
  }

  /// That somebody looks at a flow is news of that flow, though no part of it.
  static Optional<FlowId> flowOf(Fact fact) {
    return fact.event() instanceof FlowViewed viewed ? viewed.flow() : Optional.of(fact.flow());
  }

  /// Of what nobody can read, only the key may be known.
  private boolean fits(Logged.Unreadable broken) {
    var named =
        broken
            .key()
            .flatMap(key ->
                key instanceof Key.OfFlow(var id) ? Optional.of(id) : Optional.<FlowId>empty());
    return client.isEmpty()
        && account.isEmpty()
        && step.isEmpty()
        && refusal.isEmpty()
        && (flow.isEmpty() || flow.equals(named));
  }
}
