package dev.ninestep.exchange;

import static dev.ninestep.event.Refusal.CLIENT_ASSERTION_REPLAYED;
import static dev.ninestep.event.Refusal.CODE_GUESSED;
import static dev.ninestep.event.Refusal.CODE_REPLAYED;
import static dev.ninestep.event.Refusal.IDENTITY_ASSERTION_REPLAYED;
import static dev.ninestep.event.Refusal.PROOF_REPLAYED;
import static dev.ninestep.event.Refusal.REFRESH_TOKEN_OF_LOST_ANSWER;
import static dev.ninestep.event.Refusal.REFRESH_TOKEN_REUSED;
import static dev.ninestep.event.Refusal.REGISTRATIONS_TOO_MANY;
import static dev.ninestep.event.Refusal.SIGN_INS_TOO_MANY;
import static dev.ninestep.event.Refusal.SIGN_IN_BUSY;
import static dev.ninestep.event.Refusal.SIGN_IN_FAILED;
import static dev.ninestep.event.Refusal.SIGN_IN_LOCKED;
import static dev.ninestep.event.Refusal.TOKEN_REQUESTS_TOO_MANY;

import dev.ninestep.event.Caller;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Repeated;
import dev.ninestep.event.StepRefused;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Step;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/// Keeps floods of refusals and of discovery from the log, and their numbers exact.
///
/// Of each kind the first ten within a minute are records of their own, so that whoever traces a
/// client that tries to connect sees each; what follows is counted, and at the end of the minute
/// one record says how often, from when to when. A refusal of a step is of one kind as it comes
/// from one address; where more is proven, within one flow, or for one client there is. So no flood
/// hides what happens to somebody else, and what was counted of a flow is told in that flow.
///
/// One refusal that holds somebody up is enough; all that come after it say the same.
///
/// Never counted together is what shows a theft, and what a limit counts that is itself kept in the
/// log: that is bounded by the limit.
///
/// Who would use more kinds than there is room for is counted too, but only by what was refused.
/// Strangers take no room from flows and clients that are known.
public final class Floods {

  /// How many of a kind are records of their own within a minute.
  static final int SHOWN = 10;

  /// For how many kinds there is room, of strangers and of those who are known each.
  static final int MOST_KINDS = 4_096;

  private static final Set<Refusal> HOLD_UP =
      EnumSet.of(
          REGISTRATIONS_TOO_MANY,
          TOKEN_REQUESTS_TOO_MANY,
          SIGN_INS_TOO_MANY,
          SIGN_IN_LOCKED,
          SIGN_IN_BUSY);

  private static final Set<Refusal> ONE_BY_ONE =
      EnumSet.of(
          CODE_REPLAYED,
          CODE_GUESSED,
          REFRESH_TOKEN_REUSED,
          REFRESH_TOKEN_OF_LOST_ANSWER,
          CLIENT_ASSERTION_REPLAYED,
          IDENTITY_ASSERTION_REPLAYED,
          PROOF_REPLAYED,
          SIGN_IN_FAILED);

  /// Who shares a count.
  private sealed interface Who {

    record InFlow(FlowId flow, String address) implements Who {}

    record OfClient(ClientId client, String address) implements Who {}

    record From(String address) implements Who {}

    record Named(String name) implements Who {}

    record Anybody() implements Who {}
  }

  private static final Who ANYBODY = new Who.Anybody();

  /// @param what the name of a refusal, or of a document
  private record Kind(String what, Step step, Who who) {

    Kind ofAnybody() {
      return new Kind(what, step, ANYBODY);
    }
  }

  /// The last of those counted, and in its heading the client that all of them named.
  private record Held(Heading heading, Event event) {

    Held with(Held later) {
      return heading.client().equals(later.heading.client())
          ? later
          : new Held(later.heading.about(Optional.empty()), later.event);
    }
  }

  /// What was counted, ready to be written.
  ///
  /// @param heading that of the last one; one of its own when they have nothing in common
  /// @param event what happened
  record Flood(Heading heading, Event event) {}

  private final Tally<Kind, Held> strangers = new Tally<>(MOST_KINDS, Kind::ofAnybody, Held::with);
  private final Tally<Kind, Held> known = new Tally<>(MOST_KINDS, Kind::ofAnybody, Held::with);

  /// Takes a refusal.
  ///
  /// @return whether it is to be written now
  boolean passes(Exchange exchange, StepRefused refused, Instant at) {
    return isAlwaysTold(exchange, refused) || passes(exchange, refused, who(exchange), at);
  }

  /// Takes a refusal of somebody who goes by a name of their own.
  ///
  /// @return whether it is to be written now
  boolean passes(Exchange exchange, StepRefused refused, String name, Instant at) {
    return passes(exchange, refused, new Who.Named(name), at);
  }

  private boolean passes(Exchange exchange, StepRefused refused, Who who, Instant at) {
    var first = HOLD_UP.contains(refused.refusal()) ? 1 : SHOWN;
    var kind = new Kind(refused.refusal().name(), refused.step(), who);
    return tally(who).passes(kind, first, at, new Held(Heading.of(exchange), refused));
  }

  /// Takes a document that was served.
  ///
  /// @return whether it is to be written now
  boolean passes(Exchange exchange, MetadataServed served, Instant at) {
    var who = who(exchange);
    var kind = new Kind(served.document(), served.step(), who);
    return tally(who).passes(kind, SHOWN, at, new Held(Heading.of(exchange), served));
  }

  private static boolean isAlwaysTold(Exchange exchange, StepRefused refused) {
    return ONE_BY_ONE.contains(refused.refusal())
        || (exchange.hasKnownClient() && isCountedByALimit(refused));
  }

  private static boolean isCountedByALimit(StepRefused refused) {
    return !HOLD_UP.contains(refused.refusal())
        && (refused.isUnproven() || refused.isOfTheTokenEndpoint());
  }

  private static Who who(Exchange exchange) {
    var address = exchange.caller().address();
    if (exchange.hasProvenFlow()) {
      return new Who.InFlow(exchange.flow(), address);
    }
    return exchange
        .client()
        .filter(_ -> exchange.hasKnownClient())
        .<Who>map(client -> new Who.OfClient(client, address))
        .orElseGet(() -> new Who.From(address));
  }

  private Tally<Kind, Held> tally(Who who) {
    return switch (who) {
      case Who.InFlow _, Who.OfClient _ -> known;
      case Who.From _, Who.Named _, Who.Anybody _ -> strangers;
    };
  }

  /// Takes what was counted, and begins anew.
  List<Flood> take() {
    return Stream.of(known, strangers)
        .flatMap(tally -> tally.take().stream())
        .map(counted -> flood(counted.kind(), counted.sample(), counted.repeated()))
        .toList();
  }

  private static Flood flood(Kind kind, Held held, Repeated repeated) {
    var isOfAnybody = kind.who.equals(ANYBODY);
    var client = held.heading.client();
    var heading = isOfAnybody ? Heading.ofNone().about(client) : held.heading;
    var times = Optional.of(repeated);
    return new Flood(
        heading,
        switch (held.event) {
          case StepRefused e when isOfAnybody ->
              new StepRefused(e.step(), e.refusal(), client, Evidence.NONE, Caller.SEVERAL, times);
          case StepRefused e ->
              new StepRefused(e.step(), e.refusal(), client, e.evidence(), e.caller(), times);
          case MetadataServed e when isOfAnybody ->
              new MetadataServed(e.document(), e.path(), Caller.SEVERAL, times);
          case MetadataServed e -> new MetadataServed(e.document(), e.path(), e.caller(), times);
          case Event other -> throw new IllegalStateException("nobody counts " + other);
        });
  }

  /// How many kinds are being counted.
  int size() {
    return known.size() + strangers.size();
  }
}
