package dev.ninestep.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;

/// Walks a table of checks from outside: what each rule refuses, and which of several goes first.
///
/// @param valid makes a request that breaks no rule
/// @param decide what becomes of a request
/// @param rows the rules in their documented order
/// @param <R> a request in the making
record Precedence<R>(Supplier<R> valid, Function<R, Optional<Refused>> decide, List<Row<R>> rows) {

  /// One rule.
  ///
  /// @param refusal what breaking it is called
  /// @param breaks makes a request break it
  /// @param <R> a request in the making
  record Row<R>(Refusal refusal, Consumer<R> breaks) {}

  static <R> Row<R> row(Refusal refusal, Consumer<R> breaks) {
    return new Row<>(refusal, breaks);
  }

  void aValidRequestPasses() {
    assertThat(decide.apply(valid.get())).isEmpty();
  }

  void eachRuleRefusesByItsName() {
    for (var row : rows) {
      var request = valid.get();
      row.breaks.accept(request);
      assertThat(refusalOf(request)).as("broken: %s", row.refusal).contains(row.refusal);
    }
  }

  /// Breaks the last rule, then the last two, and so on up to all of them; where two cannot be
  /// broken by one request, the earlier one is.
  void theFirstBrokenRuleWins() {
    for (var first = rows.size() - 1; first >= 0; first--) {
      var request = valid.get();
      for (var i = rows.size() - 1; i >= first; i--) {
        rows.get(i).breaks.accept(request);
      }
      var expected = rows.get(first).refusal;
      assertThat(refusalOf(request)).as("broken: %s and all after it", expected).contains(expected);
    }
  }

  private Optional<Refusal> refusalOf(R request) {
    return decide.apply(request).map(Refused::refusal);
  }
}
