package dev.ninestep.trace;

import static java.util.Objects.requireNonNull;

import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Refused;
import dev.ninestep.event.ViewedThrough;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.exchange.Refusals;
import dev.ninestep.projection.Projection;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Step;
import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.Optional;

/// The way in to everything the support team sees: it keeps others out, and writes down who looked
/// at what.
///
/// A view is told to the log and not asked about: a log that is away is when support is needed
/// most, and what could not be written is counted and said in the program's own log.
///
/// @param door knows who belongs to the support team
/// @param refusals renders refusals
/// @param recorder writes views
/// @param signIn where the support team signs in, up to the name of where they want to get
public record Entrance(Doorkeeper door, Refusals refusals, Recorder<?> recorder, String signIn) {

  private static final String VIEWER = Entrance.class.getName();

  /// Lets programs on to the next handler, and refuses others in JSON.
  ///
  /// @param context the request
  public void forPrograms(RoutingContext context) {
    door.look(context)
        .onSuccess(verdict -> {
          switch (verdict) {
            case Doorkeeper.Verdict.Welcome welcome -> goOn(context, welcome);
            case Doorkeeper.Verdict.Unknown _, Doorkeeper.Verdict.Refused _ ->
                refusals.json(context, Step.CALL, Refused.of(Refusal.SUPPORT_NOT_ALLOWED));
          }
        })
        .onFailure(context::fail);
  }

  /// Lets people on to the next handler, after they have signed in.
  ///
  /// @param context the request
  public void forPeople(RoutingContext context) {
    door.look(context)
        .onSuccess(verdict -> {
          switch (verdict) {
            case Doorkeeper.Verdict.Welcome welcome -> goOn(context, welcome);
            case Doorkeeper.Verdict.Unknown _ ->
                context
                    .response()
                    .setStatusCode(303)
                    .putHeader("Location", signIn + destination(context))
                    .end();
            case Doorkeeper.Verdict.Refused _ ->
                refusals.page(context, Step.CALL, Refused.of(Refusal.SUPPORT_NOT_ALLOWED));
          }
        })
        .onFailure(context::fail);
  }

  /// Whoever followed a link to a flow gets there.
  private static String destination(RoutingContext context) {
    return Optional.ofNullable(context.pathParam("flow"))
        .flatMap(FlowId::parse)
        .map(flow -> "flow-" + flow)
        .orElse("support");
  }

  private static void goOn(RoutingContext context, Doorkeeper.Verdict.Welcome welcome) {
    context.put(VIEWER, welcome);
    context.next();
  }

  /// Whether somebody who was let in still belongs there.
  ///
  /// @param context the request
  /// @return false once they have signed out, or may no longer
  public Future<Boolean> isStillOpen(RoutingContext context) {
    return door.lookAgain(context).map(Doorkeeper.Verdict.Welcome.class::isInstance);
  }

  /// Writes down that whoever was let in looks at something.
  ///
  /// @param context the request
  /// @param through what they look through
  /// @param flow which flow, or empty for many
  public void viewed(RoutingContext context, ViewedThrough through, Optional<FlowId> flow) {
    recorder.tell(Exchange.of(context), new FlowViewed(viewer(context), through, flow));
  }

  /// Who was let in.
  ///
  /// @param context the request, behind one of the two handlers
  /// @return their account
  public static AccountId viewer(RoutingContext context) {
    return welcome(context).who();
  }

  /// Whether who was let in is an operator too.
  ///
  /// @param context the request, behind one of the two handlers
  /// @return true when the operators' page is theirs
  public static boolean isOperator(RoutingContext context) {
    return welcome(context).isOperator();
  }

  private static Doorkeeper.Verdict.Welcome welcome(RoutingContext context) {
    return requireNonNull(
        context.<Doorkeeper.Verdict.Welcome>get(VIEWER), "the entrance is mounted first");
  }

  /// Answers a question that the database did not answer: one that took too long is refused with
  /// advice, anything else is a failure of ours.
  ///
  /// @param context the request
  /// @param cause what was thrown
  public void unanswered(RoutingContext context, Throwable cause) {
    if (Projection.tookTooLong(cause)) {
      refusals.any(context, Step.CALL, Refused.of(Refusal.SEARCH_TOOK_TOO_LONG));
    } else {
      context.fail(cause);
    }
  }

  /// Says that there is no such flow.
  ///
  /// @param context the request
  public void unknown(RoutingContext context) {
    refusals.any(context, Step.CALL, Refused.of(Refusal.FLOW_UNKNOWN));
  }
}
