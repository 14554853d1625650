package dev.ninestep.trace;

import dev.ninestep.event.CallAdmitted;
import dev.ninestep.event.CallRefused;
import dev.ninestep.event.CallsMetered;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.Amount;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// What the gateway decided about the calls of a flow, and where a limit was reached on the way
/// there.
///
/// @param admitted how many calls were let through
/// @param cost what they cost together
/// @param last when the last one was let through
/// @param refused what was refused, one for each reason, in the order in which they first came
public record Calls(long admitted, Amount cost, Optional<Instant> last, List<Refused> refused) {

  /// What a decision was about.
  public enum About {
    /// The token itself.
    TOKEN,
    /// What the token allows.
    SCOPE,
    /// How often may be asked.
    RATE,
    /// What the account can pay.
    BALANCE,
    /// The server behind the gateway, or the gateway.
    UPSTREAM,
    /// The form of the call.
    REQUEST
  }

  /// Equal refusals.
  ///
  /// @param refusal which rule was broken
  /// @param about what the decision was about
  /// @param count how many there were
  /// @param first when the first was, in the log's time
  /// @param last when the last was
  /// @param evidence what showed the last one
  public record Refused(
      Refusal refusal, About about, long count, Instant first, Instant last, Evidence evidence) {}

  private static final int PAYMENT_REQUIRED = 402;
  private static final int UNAUTHORIZED = 401;
  private static final int TOO_MANY = 429;
  private static final int SERVER_ERROR = 500;

  /// Copies the list.
  public Calls {
    refused = List.copyOf(refused);
  }

  /// What was decided in a flow.
  ///
  /// @param own its records
  static Calls of(List<Logged.Known> own) {
    var admitted = 0L;
    var cost = Amount.ZERO;
    var last = Optional.<Instant>empty();
    var refused = new EnumMap<Refusal, Refused>(Refusal.class);
    for (var record : own) {
      switch (record.fact().event()) {
        case CallAdmitted e -> {
          admitted++;
          cost = cost.plus(e.cost().orElse(Amount.ZERO)).orElse(Amount.MOST);
          last = Optional.of(record.at());
        }
        case CallsMetered e -> {
          admitted += e.count();
          cost = cost.plus(e.cost()).orElse(Amount.MOST);
          last = Optional.of(e.last());
        }
        case CallRefused e -> add(refused, e.refusal(), e.count(), e.evidence(), record.at());
        case StepRefused e when isLimit(e.refusal()) ->
            add(refused, e.refusal(), e.times(), e.evidence(), record.at());
        case Event _ -> {}
      }
    }
    return new Calls(admitted, cost, last, inOrder(refused));
  }

  private static List<Refused> inOrder(Map<Refusal, Refused> refused) {
    return refused.values().stream().sorted(Comparator.comparing(Refused::first)).toList();
  }

  private static void add(
      Map<Refusal, Refused> refused, Refusal refusal, long count, Evidence evidence, Instant at) {
    refused.merge(
        refusal,
        new Refused(refusal, about(refusal), count, at, at, evidence),
        (before, now) ->
            new Refused(
                refusal,
                now.about,
                before.count + now.count,
                before.first,
                now.last,
                now.evidence));
  }

  private static boolean isLimit(Refusal refusal) {
    return switch (about(refusal)) {
      case SCOPE, RATE, BALANCE -> true;
      case TOKEN, UPSTREAM, REQUEST -> false;
    };
  }

  private static About about(Refusal refusal) {
    var error = refusal.error().orElse("");
    if (error.endsWith("_scope")) {
      return About.SCOPE;
    }
    return switch (refusal.status()) {
      case PAYMENT_REQUIRED -> About.BALANCE;
      case TOO_MANY -> About.RATE;
      case UNAUTHORIZED -> About.TOKEN;
      default -> refusal.status() >= SERVER_ERROR ? About.UPSTREAM : About.REQUEST;
    };
  }
}
