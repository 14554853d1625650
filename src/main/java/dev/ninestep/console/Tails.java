package dev.ninestep.console;

import dev.ninestep.log.LogReader;
import dev.ninestep.protocol.AccountId;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;

/// The live tails of a pod, and how many there may be: each reads the log once more, on a thread
/// and a connection to the log of its own, so that none can slow down the tail the pod answers
/// from.
public final class Tails implements AutoCloseable {

  private static final int OF_A_POD = 16;
  private static final int OF_AN_ACCOUNT = 4;

  private final Supplier<LogReader> readers;
  private final int ofAPod;
  private final int ofAnAccount;
  private final Map<AccountId, Integer> counts = new HashMap<>();
  private final Set<OpenTail> open = ConcurrentHashMap.newKeySet();

  /// Those of one pod.
  ///
  /// @param readers opens a reader of the log
  public Tails(Supplier<LogReader> readers) {
    this(readers, OF_A_POD, OF_AN_ACCOUNT);
  }

  /// As many as somebody says.
  ///
  /// @param readers opens a reader of the log
  /// @param ofAPod how many at once
  /// @param ofAnAccount how many of them of one account
  public Tails(Supplier<LogReader> readers, int ofAPod, int ofAnAccount) {
    this.readers = readers;
    this.ofAPod = ofAPod;
    this.ofAnAccount = ofAnAccount;
  }

  /// Takes a seat, if there is one.
  ///
  /// @param who for whom
  /// @return false when this account or this pod has as many tails as it may
  synchronized boolean enter(AccountId who) {
    var taken = counts.values().stream().mapToInt(Integer::intValue).sum();
    if (taken >= ofAPod || counts.getOrDefault(who, 0) >= ofAnAccount) {
      return false;
    }
    counts.merge(who, 1, Integer::sum);
    return true;
  }

  /// Gives the seat back.
  synchronized void leave(AccountId who) {
    counts.computeIfPresent(who, (_, count) -> count == 1 ? null : count - 1);
  }

  LogReader reader() {
    return readers.get();
  }

  void opened(OpenTail tail) {
    open.add(tail);
  }

  void closed(OpenTail tail) {
    open.remove(tail);
  }

  /// Ends all of them; their readers come again, to another pod.
  @Override
  public void close() {
    open.forEach(tail -> tail.end(Optional.empty()));
  }
}
