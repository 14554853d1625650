package dev.ninestep.trace;

import dev.ninestep.event.ConsentShown;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Fact;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.Position;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Topic;
import dev.ninestep.event.UserSignedIn;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.RequestId;
import dev.ninestep.protocol.Step;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/// Records of several flows, for those who test what is found and told of them.
public final class Told {

  /// When the first of them happens.
  public static final Instant BEGAN = Tale.BEGAN;

  private Told() {}

  /// A flow in which somebody signs in, and whose code comes too late.
  ///
  /// @param flow the flow
  /// @param account who signs in
  /// @param offset where in the log its first record stands
  /// @return its records
  public static List<Logged> refusedFlow(FlowId flow, AccountId account, long offset) {
    return List.of(
        record(flow, offset, Chapters.requested()),
        record(flow, offset + 1, new UserSignedIn(account, "pwd", Tale.CALLER)),
        record(
            flow,
            offset + 2,
            new ConsentShown(
                Tale.CLIENT, account, Chapters.SCOPE, Chapters.RESOURCE, Duration.ofMinutes(10))),
        record(
            flow, offset + 3, Chapters.refused(Step.TOKEN, Refusal.CODE_EXPIRED, Evidence.NONE)));
  }

  /// Somebody signs in.
  ///
  /// @param flow in which flow
  /// @param account who
  /// @param offset where in the log it stands
  /// @return the record
  public static List<Logged> signedIn(FlowId flow, AccountId account, long offset) {
    return List.of(record(flow, offset, new UserSignedIn(account, "pwd", Tale.CALLER)));
  }

  private static Logged record(FlowId flow, long offset, Event event) {
    var at = BEGAN.plusSeconds(offset % 100);
    var fact =
        new Fact(
            new UUID(0, offset),
            new Key.OfFlow(flow),
            "/pod/a",
            at,
            flow,
            new RequestId(0, offset),
            Optional.of(Tale.CLIENT),
            Optional.empty(),
            event);
    return new Logged.Known(new Position(Topic.FLOW, 0, offset), at, fact);
  }
}
