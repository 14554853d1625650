package dev.ninestep.doctor;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/// Collects what is found, and what was missing for the rest.
final class Findings {

  private final Wire wire;
  private final Secrets secrets;
  private final List<Finding> found = new ArrayList<>();
  private final Map<Need, String> missing = new EnumMap<>(Need.class);

  Findings(Wire wire, Secrets secrets) {
    this.wire = wire;
    this.secrets = secrets;
  }

  /// Asks, judges and keeps the verdict.
  ///
  /// @return the answer
  Answer look(Check check, Ask ask, Function<Response, Verdict> judgement) {
    var answer = wire.send(ask);
    add(check, ask, verdict(ask, answer, judgement));
    return answer;
  }

  /// Asks, and judges nothing.
  Answer send(Ask ask) {
    return wire.send(ask);
  }

  /// The verdict on an answer that may be none.
  Verdict verdict(Ask ask, Answer answer, Function<Response, Verdict> judgement) {
    return switch (answer) {
      case Response response -> Slowness.added(judgement.apply(response), response.took());
      case Answer.None none -> Unanswered.of(none, ask.uri(), wire.patience());
    };
  }

  /// Keeps a verdict on something that was asked already.
  void add(Check check, Ask ask, Verdict verdict) {
    found.add(new Finding(check, Optional.of(new Curl(secrets).line(ask)), verdict));
  }

  /// Keeps a verdict on what nothing was asked for.
  void add(Check check, Verdict verdict) {
    found.add(new Finding(check, Optional.empty(), verdict));
  }

  /// Says that something is missing, so that what needs it will not be tried.
  void lack(Need need, String why) {
    missing.putIfAbsent(need, why);
  }

  /// All of it: every check of the catalogue, in its order.
  List<Finding> all() {
    return Arrays.stream(Check.values()).flatMap(this::of).map(this::hidden).toList();
  }

  private Stream<Finding> of(Check check) {
    var ofIt = found.stream().filter(finding -> finding.check() == check).toList();
    return ofIt.isEmpty()
        ? Stream.of(new Finding(check, Optional.empty(), new Verdict.NotTried(why(check.need()))))
        : ofIt.stream();
  }

  private String why(Need need) {
    return Optional.ofNullable(missing.get(need))
        .or(() -> need.foundation().map(this::why))
        .orElse("nothing led there");
  }

  /// What was learned after a line was written may stand in it.
  private Finding hidden(Finding finding) {
    UnaryOperator<String> hide = secrets::hide;
    return new Finding(
        finding.check(),
        finding.curl().map(hide),
        switch (finding.verdict()) {
          case Verdict.Ok(var seen) -> new Verdict.Ok(hide.apply(seen));
          case Verdict.Warning(var cause, var fix) -> new Verdict.Warning(hide.apply(cause), fix);
          case Verdict.Broken(var cause, var fix) -> new Verdict.Broken(hide.apply(cause), fix);
          case Verdict.NotTried(var why) -> new Verdict.NotTried(hide.apply(why));
        });
  }
}
