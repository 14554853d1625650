package dev.ninestep.account;

import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.function.Supplier;

/// A bounded number of places. Whoever finds none is turned away at once, so that a flood costs the
/// ones in front nothing but the wait.
final class Places {

  private final Semaphore free;

  Places(int number) {
    free = new Semaphore(number);
  }

  /// Takes a place for as long as some work lasts, or is empty when all are taken: then the work
  /// has not begun.
  <T> Optional<Future<T>> within(Supplier<Future<T>> work) {
    if (!free.tryAcquire()) {
      return Optional.empty();
    }
    return Optional.of(begin(work).onComplete(_ -> free.release()));
  }

  private static <T> Future<T> begin(Supplier<Future<T>> work) {
    try {
      return work.get();
    } catch (RuntimeException e) {
      return Future.failedFuture(e);
    }
  }

  int free() {
    return free.availablePermits();
  }
}
