package dev.ninestep.decision;

import dev.ninestep.event.Evidence;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.Predicate;

/// One row of a table of checks.
///
/// @param refusal what breaking the rule is called
/// @param isBroken whether a command breaks it
/// @param evidence what shows it, asked only when the rule is broken
/// @param <C> the command
record Rule<C>(Refusal refusal, Predicate<C> isBroken, Function<C, Evidence> evidence) {

  /// A rule whose name is evidence enough.
  static <C> Rule<C> refuse(Refusal refusal, Predicate<C> isBroken) {
    return new Rule<>(refusal, isBroken, _ -> Evidence.NONE);
  }

  /// A rule that shows what broke it.
  static <C> Rule<C> refuse(
      Refusal refusal, Predicate<C> isBroken, Function<C, Evidence> evidence) {
    return new Rule<>(refusal, isBroken, evidence);
  }

  /// Walks a table: the first broken row wins.
  static <C> Optional<Refused> firstBroken(List<Rule<C>> table, C command) {
    for (var rule : table) {
      if (rule.isBroken.test(command)) {
        return Optional.of(new Refused(rule.refusal, rule.evidence.apply(command)));
      }
    }
    return Optional.empty();
  }
}
