package dev.ninestep.app;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;

/// Something a starting process does beside other things, since most of it is waiting for others.
///
/// @param task what is done
record Beside<T>(FutureTask<T> task) {

  /// Starts it on a thread of its own, which does not keep the process.
  ///
  /// @param name what the thread is called
  static <T> Beside<T> start(String name, Callable<T> work) {
    var task = new FutureTask<>(work);
    var _ = Thread.ofPlatform().daemon().name("ninestep-start-" + name).start(task);
    return new Beside<>(task);
  }

  /// Waits for it.
  ///
  /// @return what came of it
  /// @throws CannotStart when that is what it threw
  T await() throws CannotStart {
    try {
      return task.get();
    } catch (ExecutionException e) {
      switch (e.getCause()) {
        case CannotStart known -> throw known;
        case RuntimeException defect -> throw defect;
        case null, default -> throw new IllegalStateException(e);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while starting", e);
    }
  }
}
