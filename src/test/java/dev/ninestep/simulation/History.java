package dev.ninestep.simulation;

import dev.ninestep.decision.TokenOutcome;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.RefreshPresented;
import dev.ninestep.fold.Aggregate;
import dev.ninestep.fold.Grant;
import dev.ninestep.log.Answer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Supplier;

/// What happened: always as a hash, by which two histories can be told apart, and, when asked for,
/// as text for people.
final class History {

  private final Agenda agenda;
  private final Tally tally;
  private final boolean isTold;
  private final List<String> lines = new ArrayList<>();
  private long hash;

  History(Agenda agenda, Tally tally, boolean isTold) {
    this.agenda = agenda;
    this.tally = tally;
    this.isTold = isTold;
  }

  long hash() {
    return hash;
  }

  String text() {
    return String.join(System.lineSeparator(), lines);
  }

  private void note(int kind, long what, Supplier<String> line) {
    hash = (hash ^ agenda.now() ^ Long.rotateLeft(what, 17) ^ kind) * 0x9E3779B97F4A7C15L;
    hash ^= hash >>> 29;
    if (isTold) {
      lines.add("%9.3f s  %s".formatted(agenda.now() / 1e3, line.get()));
    }
  }

  void struck(Fault fault) {
    tally.count("fault " + fault);
    note(1, fault.name().hashCode(), () -> "** " + fault);
  }

  void asked(VirtualPod pod, String who, Request request) {
    note(2, request.flow().id().low(), () -> who + " asks " + pod + ": " + brief(request));
  }

  void handedOver(VirtualPod pod, Fact fact) {
    note(3, fact.id().getLeastSignificantBits(), () -> pod + " hands over " + brief(fact));
  }

  void lost(VirtualPod pod, Fact fact) {
    tally.count("fact lost on its way");
    note(4, fact.id().getLeastSignificantBits(), () -> brief(fact) + " of " + pod + " is lost");
  }

  void landed(Landed r) {
    tally.count("landed " + r.event().getClass().getSimpleName());
    tallyChange(r);
    note(
        5,
        r.offset(),
        () ->
            "LOG %d@%d  %s: %s -> %s"
                .formatted(
                    r.partition(),
                    r.offset(),
                    brief(r.logged().fact()),
                    brief(r.before()),
                    brief(r.after())));
  }

  private void tallyChange(Landed r) {
    if (r.presented().filter(p -> r.at().isAfter(p.voidAfter())).isPresent()) {
      tally.count("presentation landed too late");
    }
    if (r.isRevocation() && r.after() instanceof Grant.Revoked s) {
      tally.count("revoked " + s.cause());
    }
    if (r.after() instanceof Grant.Active s && !r.after().equals(r.before())) {
      tally.count(s.reopened() ? "reopened" : s.last().lost() > 0 ? "healed" : "won");
    }
  }

  void read(VirtualPod pod, Landed record) {
    note(
        6,
        record.offset(),
        () -> "    %s reads %d@%d".formatted(pod, record.partition(), record.offset()));
  }

  void answered(Answered<?> answer) {
    tally.count("answered " + kind(answer.answer()));
    note(
        7,
        answer.fact().id().getLeastSignificantBits(),
        () -> "    " + answer.pod() + " is told " + kind(answer.answer()));
  }

  private static String kind(Answer<?> answer) {
    return switch (answer) {
      case Answer.Settled(TokenOutcome.Refuse(var refused)) -> refused.refusal().name();
      case Answer.Settled(var outcome) -> outcome.getClass().getSimpleName();
      case Answer.Unsettled() -> "Unsettled";
    };
  }

  void replied(Request request, Reply reply) {
    tally.count("reply " + (reply instanceof Reply.Tokens ? "Tokens" : brief(reply)));
    note(
        8,
        request.flow().id().low(),
        () -> "    reply to " + shortened(request.flow().key()) + ": " + brief(reply));
  }

  void crashed(VirtualPod pod) {
    note(9, pod.toString().hashCode(), () -> "** " + pod + " dies");
  }

  void excused(Key key, String why) {
    tally.count("excused: " + why);
    note(10, why.hashCode(), () -> "    " + shortened(key) + " is excused: " + why);
  }

  private static String brief(Fact fact) {
    return shortened(fact.key()) + " " + brief(fact.event());
  }

  private static String brief(Event event) {
    var name = event.getClass().getSimpleName();
    return event instanceof RefreshPresented e ? name + "(" + e.generation() + ")" : name;
  }

  private static String brief(Request request) {
    var flow = shortened(request.flow().key()) + " ";
    return flow
        + switch (request) {
          case Request.Consent r -> r.allow() ? "allow" : "deny";
          case Request.Redeem _ -> "redeem the code";
          case Request.Refresh r -> "refresh generation " + r.token().generation();
          case Request.Revoke _ -> "revoke";
          case Request.Call _ -> "call";
        };
  }

  private static String brief(Reply reply) {
    return switch (reply) {
      case Reply.Tokens(var refresh, _) -> "tokens of generation " + refresh.generation();
      case Reply.Refused(var refusal) -> refusal.name();
      case Reply.Code _, Reply.Done _, Reply.Unavailable _, Reply.Reset _ ->
          reply.getClass().getSimpleName();
    };
  }

  private static String brief(Aggregate state) {
    return switch (state) {
      case Grant.Active s -> "Active(" + s.generation() + (s.reopened() ? ", reopened)" : ")");
      case Grant.Revoked s -> "Revoked(" + s.cause() + ")";
      default -> state.getClass().getSimpleName();
    };
  }

  private static String shortened(Key key) {
    var text = key.toString();
    return text.substring(0, Math.min(13, text.length()));
  }
}
