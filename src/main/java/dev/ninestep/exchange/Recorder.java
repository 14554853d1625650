package dev.ninestep.exchange;

import dev.ninestep.event.AccountCalled;
import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.AccountCredited;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.AssertionPresented;
import dev.ninestep.event.ClientActivated;
import dev.ninestep.event.ClientDeactivated;
import dev.ninestep.event.ClientDeleted;
import dev.ninestep.event.ClientRegistered;
import dev.ninestep.event.ClientSeen;
import dev.ninestep.event.ClientUpdated;
import dev.ninestep.event.ClientUsed;
import dev.ninestep.event.ConsentForgotten;
import dev.ninestep.event.ConsentRemembered;
import dev.ninestep.event.Event;
import dev.ninestep.event.Fact;
import dev.ninestep.event.FlowViewed;
import dev.ninestep.event.Key;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.PasswordAccepted;
import dev.ninestep.event.PasswordPresented;
import dev.ninestep.event.ProofPresented;
import dev.ninestep.event.SessionEnded;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.event.StepRefused;
import dev.ninestep.log.Answer;
import dev.ninestep.log.Envelopes;
import dev.ninestep.log.FlowLog;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.function.BiFunction;

/// Writes the facts of an exchange. Refusals and discovery are written as [Floods] lets them.
///
/// @param log where they go
/// @param envelopes what they travel in
/// @param floods counts what comes too often to be written each time
/// @param <S> the state of an aggregate
public record Recorder<S>(FlowLog<S> log, Envelopes envelopes, Floods floods) {

  /// A recorder that has written nothing yet.
  ///
  /// @param log where facts go
  /// @param envelopes what they travel in
  public Recorder(FlowLog<S> log, Envelopes envelopes) {
    this(log, envelopes, new Floods());
  }

  /// Puts an event into the envelope of an exchange. Its key is the flow's, but for facts about a
  /// client, an account or what counts once.
  ///
  /// @param exchange the exchange it happened in
  /// @param event what happened
  /// @return the fact, ready to append
  public Fact fact(Exchange exchange, Event event) {
    if (!(event instanceof FlowViewed)) { // to look at a flow is no step of one
      exchange.isAt(event.step());
    }
    return fact(Heading.of(exchange), event);
  }

  private Fact fact(Heading heading, Event event) {
    ExchangeMeters.OURS.fact(event);
    Traced.happened(event);
    return envelopes.seal(
        key(heading, event),
        heading.flow(),
        heading.request(),
        heading.client(),
        heading.traceparent(),
        event);
  }

  /// Appends a fact that decides nothing, without waiting for it; one that belongs to a flood may
  /// be counted instead, until [#flush].
  ///
  /// @param exchange the exchange it happened in
  /// @param event what happened
  public void tell(Exchange exchange, Event event) {
    var isWritten =
        switch (event) {
          case StepRefused refused -> floods.passes(exchange, refused, log.now());
          case MetadataServed served -> floods.passes(exchange, served, log.now());
          case Event _ -> true;
        };
    tell(exchange, event, isWritten);
  }

  /// Appends a refusal of somebody who goes by a name of their own, whatever address they come
  /// from.
  ///
  /// @param exchange the exchange it happened in
  /// @param refused what was refused
  /// @param name the name
  public void tell(Exchange exchange, StepRefused refused, String name) {
    tell(exchange, refused, floods.passes(exchange, refused, name, log.now()));
  }

  private void tell(Exchange exchange, Event event, boolean isWritten) {
    if (isWritten) {
      log.tell(fact(exchange, event));
    } else {
      exchange.isAt(event.step());
      ExchangeMeters.OURS.counted(event);
      Traced.happened(event);
    }
  }

  /// Appends what has been counted of floods. To be called once a minute, and before the log is
  /// closed.
  public void flush() {
    floods.take().forEach(flood -> tell(flood.heading(), flood.event()));
  }

  /// Appends a fact that decides nothing, some time after its exchange. Any thread.
  ///
  /// @param heading what is left of the exchange it happened in
  /// @param event what happened
  public void tell(Heading heading, Event event) {
    log.tell(fact(heading, event));
  }

  /// Appends a fact and waits for what it came to.
  ///
  /// @param exchange the exchange it happened in
  /// @param event what happened
  /// @param outcome what the state right after it means; pure and quick
  /// @param <O> the outcome
  /// @return the answer
  public <O> Future<Answer<O>> ask(
      Exchange exchange, Event event, BiFunction<S, Instant, O> outcome) {
    return log.ask(fact(exchange, event), outcome);
  }

  private static Key key(Heading heading, Event event) {
    return switch (event) {
      case ClientRegistered e -> new Key.OfClient(e.client());
      case ClientUsed e -> new Key.OfClient(e.client());
      case ClientSeen e -> new Key.OfClient(e.client());
      case ClientUpdated e -> new Key.OfClient(e.client());
      case ClientDeleted e -> new Key.OfClient(e.client());
      case ClientDeactivated e -> new Key.OfClient(e.client());
      case ClientActivated e -> new Key.OfClient(e.client());
      case AssertionPresented e -> new Key.OfOneTime(e.idHash());
      case ProofPresented e -> new Key.OfOneTime(e.idHash());
      case ConsentRemembered e -> new Key.OfAccount(e.account());
      case ConsentForgotten e -> new Key.OfAccount(e.account());
      case SessionEnded e -> new Key.OfAccount(e.account());
      case SessionsEnded e -> new Key.OfAccount(e.account());
      case PasswordPresented e -> new Key.OfLogin(e.login());
      case PasswordAccepted e -> new Key.OfLogin(e.login());
      case AccountSuspended e -> new Key.OfAccount(e.account());
      case AccountReinstated e -> new Key.OfAccount(e.account());
      case FlowViewed e -> new Key.OfAccount(e.by());
      case AccountCredited e -> new Key.OfAccount(e.account());
      case AccountCharged e -> new Key.OfAccount(e.account());
      case AccountCalled e -> new Key.OfAccount(e.account());
      case Event _ -> new Key.OfFlow(heading.flow());
    };
  }
}
