package dev.ninestep.account;

import dev.ninestep.projection.PasswordHash;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import java.security.SecureRandom;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/// Checks and hashes passwords with Argon2id, on a few threads of its own and never on an event
/// loop.
///
/// Each thread takes [Argon2Cost#memoryKib()] of memory while it works: threads times cost is what
/// sign-ins can ever take of the pod. A bounded number of sign-ins may wait for a thread; the next
/// one is refused. One instance serves the whole pod.
public final class Passwords implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Passwords.class);
  private static final int SALT_BYTES = 16;

  private final SecureRandom random = new SecureRandom();
  private final Argon2Cost cost;
  private final WorkerExecutor threads;
  private final Places places;
  private final Argon2Hash nobodys;

  /// How many passwords are checked at once, and how many wait.
  ///
  /// @param threads checked at once, at least one; more than the machine has cores only takes
  ///   memory
  /// @param queue waiting at most
  public record Capacity(int threads, int queue) {

    private static final int QUEUE = 64;

    /// @throws IllegalArgumentException when there would be no thread, or a queue shorter than
    ///   nothing
    public Capacity {
      if (threads < 1 || queue < 0) {
        throw new IllegalArgumentException("at least one thread, and a queue of at least zero");
      }
    }

    /// One thread for each core of this machine, and a queue of 64.
    ///
    /// @return the capacity
    public static Capacity ofThisMachine() {
      return new Capacity(Runtime.getRuntime().availableProcessors(), QUEUE);
    }
  }

  /// Starts the threads.
  ///
  /// @param vertx whose contexts the answers come back on
  /// @param cost of new hashes; stored ones say their own
  /// @param capacity how many at once
  public Passwords(Vertx vertx, Argon2Cost cost, Capacity capacity) {
    this.cost = cost;
    this.threads = vertx.createSharedWorkerExecutor("password", capacity.threads());
    this.places = new Places(capacity.threads() + capacity.queue());
    this.nobodys = Argon2Hash.ofNobody(cost, salt(), random);
  }

  /// Does the work of one sign-in in one of the places, from the look-up of the account on.
  ///
  /// @return what the work comes to, or empty when thread and queue are full
  <T> Optional<Future<T>> inPlace(Supplier<Future<T>> signIn) {
    return places.within(signIn);
  }

  /// Checks a password. Where there is none to check against, one nobody has is checked, so that it
  /// takes as long.
  Future<Verdict> check(Password typed, Optional<PasswordHash> stored) {
    return elsewhere(() -> checked(typed, stored.flatMap(this::read)));
  }

  /// Hashes a new password at today's cost. An operator's request takes no place from sign-ins.
  Future<PasswordHash> hash(Password password) {
    return elsewhere(() -> hashed(password));
  }

  private <T> Future<T> elsewhere(Callable<T> work) {
    return threads.executeBlocking(work, false).map(Objects::requireNonNull);
  }

  private Verdict checked(Password typed, Optional<Argon2Hash> stored) {
    var isRight = stored.orElse(nobodys).isOf(typed);
    return isRight && stored.isPresent()
        ? new Verdict.Right(stored.filter(h -> !h.cost().equals(cost)).map(_ -> hashed(typed)))
        : new Verdict.Wrong();
  }

  private PasswordHash hashed(Password password) {
    return Argon2Hash.of(password, cost, salt()).stored();
  }

  private Optional<Argon2Hash> read(PasswordHash stored) {
    var read = Argon2Hash.parse(stored);
    if (read.isEmpty()) {
      LOG.error("a stored password hash is not Argon2id in PHC form; its account cannot sign in");
    }
    return read;
  }

  private byte[] salt() {
    var salt = new byte[SALT_BYTES];
    random.nextBytes(salt);
    return salt;
  }

  @Override
  public void close() {
    var _ = threads.close();
  }
}
