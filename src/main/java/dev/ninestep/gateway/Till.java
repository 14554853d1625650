package dev.ninestep.gateway;

import dev.ninestep.decision.PayForCall;
import dev.ninestep.event.AccountCharged;
import dev.ninestep.event.Refused;
import dev.ninestep.exchange.Exchange;
import dev.ninestep.exchange.Recorder;
import dev.ninestep.fold.Account;
import dev.ninestep.log.Answer;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.TillId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;

/// Charges accounts for the calls of one pod. No call waits for it: a call is let through when the
/// balance that the log tells, less what this till has let through since, covers its price. What
/// was charged is written every second, and at once where the balance is low.
///
/// Pods do not ask each other, so together they may let through more than there is, by as much as
/// the others have let through that one of them has not read yet; the note on money gives the
/// bound. One till serves all gateways and event loops of a pod; any thread.
public final class Till {

  /// Whether a call may set out.
  sealed interface Hold {

    /// It may, for so much.
    record Held(Fare fare) implements Hold {}

    /// The account cannot pay.
    ///
    /// @param price what the call costs
    /// @param balance what the account has
    /// @param refused why
    record Uncovered(Amount price, Amount balance, Refused refused) implements Hold {}
  }

  /// Ten minutes, with a flush each second.
  private static final int IDLE_FLUSHES = 600;

  private final Recorder<?> recorder;
  private final Function<AccountId, Account> accounts;
  private final BillingTerms terms;
  private final TillId id;
  private final Map<AccountId, Tab> tabs = new ConcurrentHashMap<>();

  /// A till nobody has paid at yet.
  ///
  /// @param recorder writes charges
  /// @param accounts how accounts stand, as far as this pod has read the log
  /// @param terms what users are told about their money
  /// @param id names it; another one in each life of a pod
  public Till(
      Recorder<?> recorder, Function<AccountId, Account> accounts, BillingTerms terms, TillId id) {
    this.recorder = recorder;
    this.accounts = accounts;
    this.terms = terms;
    this.id = id;
  }

  TillId id() {
    return id;
  }

  BillingTerms terms() {
    return terms;
  }

  /// Holds back what a call costs.
  ///
  /// @param account who pays
  /// @param price how much
  /// @param tools what is called
  /// @param exchange the call
  /// @return the fare, or that the account cannot pay it
  Hold hold(AccountId account, Amount price, List<String> tools, Exchange exchange) {
    var outcome = new Hold[1];
    tabs.compute(
        account,
        (_, known) -> {
          var purse = accounts.apply(account).purse();
          var tab = known == null ? Tab.opened(purse, id, exchange) : known;
          var balance = tab.hasRoomFor(price) ? tab.available(purse, id) : Amount.ZERO;
          var refused = new PayForCall(price, balance, tools).decide();
          outcome[0] =
              refused
                  .<Hold>map(broken -> new Hold.Uncovered(price, balance, broken))
                  .orElseGet(() -> new Hold.Held(new Paid(account, price)));
          return refused.isPresent() ? known : tab.holding(price);
        });
    return outcome[0];
  }

  /// The balance of an account that should be topped up.
  ///
  /// @param account whose
  /// @return what it has, if that is low
  Optional<Amount> low(AccountId account) {
    return Optional.of(available(account)).filter(balance -> balance.isLessThan(terms.low()));
  }

  private Amount available(AccountId account) {
    var purse = accounts.apply(account).purse();
    var tab = tabs.get(account);
    return tab == null ? purse.balance() : tab.available(purse, id);
  }

  private final class Paid implements Fare {

    private final AccountId account;
    private final Amount price;
    private final AtomicBoolean isSettled = new AtomicBoolean();

    private Paid(AccountId account, Amount price) {
      this.account = account;
      this.price = price;
    }

    @Override
    public Amount charge(Exchange exchange) {
      if (isSettled.getAndSet(true)) {
        return Amount.ZERO;
      }
      tabs.computeIfPresent(account, (_, tab) -> tab.charged(price, exchange));
      if (low(account).isPresent()) {
        write(account);
      }
      return price;
    }

    @Override
    public void letGo() {
      if (!isSettled.getAndSet(true)) {
        tabs.computeIfPresent(account, (_, tab) -> tab.released(price));
      }
    }
  }

  /// Writes what was charged, and forgets accounts that have not called for long.
  public void flush() {
    tabs.keySet().forEach(this::flush);
  }

  private void flush(AccountId account) {
    write(account);
    tabs.computeIfPresent(
        account,
        (_, tab) ->
            tab.idle() > IDLE_FLUSHES && tab.isClear(accounts.apply(account).purse(), id)
                ? null
                : tab.rested());
  }

  /// Writes what an account was charged that the log does not say yet. One charge of an account is
  /// on its way at a time; one that is lost is part of the next.
  private void write(AccountId account) {
    var charge = new Charge[1];
    tabs.computeIfPresent(
        account,
        (_, tab) -> {
          var purse = accounts.apply(account).purse();
          var due = tab.due(purse, id);
          if (tab.isWriting() || !due.isPositive()) {
            return tab;
          }
          var event = new AccountCharged(account, id, tab.heard(purse, id), due);
          charge[0] = new Charge(tab.latest(), event, tab.total());
          return tab.writing();
        });
    if (charge[0] != null) {
      write(charge[0]);
    }
  }

  /// A charge to be written.
  ///
  /// @param total what the account was charged in all once it is
  private record Charge(Exchange exchange, AccountCharged event, Amount total) {}

  private void write(Charge charge) {
    var account = charge.event.account();
    recorder
        .ask(charge.exchange, charge.event, (_, _) -> charge.total)
        .onComplete(
            answer -> {
              var isRead = answer instanceof Answer.Settled<?>;
              tabs.computeIfPresent(
                  account, (_, tab) -> tab.written(isRead ? charge.total : tab.heard()));
              if (isRead && low(account).isPresent()) {
                write(account);
              }
            },
            _ -> tabs.computeIfPresent(account, (_, tab) -> tab.written(tab.heard())));
  }
}
