package dev.ninestep.app;

import dev.ninestep.step.Discovery;
import dev.ninestep.token.KeyRing;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;

/// How slowly keys must change for no request to be refused: a new key is known everywhere before
/// it is used, and an old one until the last thing made with it has lapsed.
final class KeyPace {

  /// Until a key that was announced is known to every process that reads the file, and to whoever
  /// keeps the public keys.
  private static final Duration KNOWN = Discovery.CACHED.plus(KeyWatch.INTERVAL);

  /// Nothing but a refresh token lives longer: sessions, access tokens and codes last for hours.
  private static final Duration ALL_ELSE = Duration.ofDays(1);

  private KeyPace() {}

  /// Whether it is too early to use the newest keys.
  ///
  /// @param ring the ring
  /// @param now the time
  /// @return why, and when it will not be; empty when it is not
  static Optional<String> beforeTurn(KeyRing ring, Instant now) {
    return ring.announcedAt()
        .map(since ->
            tooEarly(
                since.plus(KNOWN),
                now,
                "announced at "
                    + seconds(since)
                    + ", the newest keys may still be unknown to some"))
        .orElse(Optional.of("it is not known when the newest keys were announced"));
  }

  /// Whether it is too early to forget the old keys.
  ///
  /// @param ring the ring
  /// @param refreshIdle how long a refresh token lives unused
  /// @param now the time
  /// @return why, and when it will not be; empty when it is not, or when there are none
  static Optional<String> beforePrune(KeyRing ring, Duration refreshIdle, Instant now) {
    if (!ring.hasOlder()) {
      return Optional.empty();
    }
    var lives = refreshIdle.compareTo(ALL_ELSE) > 0 ? refreshIdle : ALL_ELSE;
    return ring.turnedAt()
        .map(since ->
            tooEarly(
                since.plus(KeyWatch.INTERVAL).plus(lives),
                now,
                "used until " + seconds(since) + ", the old keys may have made what still counts"))
        .orElse(Optional.of("it is not known how long the old keys were used"));
  }

  private static Optional<String> tooEarly(Instant from, Instant now, String why) {
    return now.isBefore(from)
        ? Optional.of("too early until " + seconds(from.plusSeconds(1)) + ": " + why)
        : Optional.empty();
  }

  private static Instant seconds(Instant time) {
    return time.truncatedTo(ChronoUnit.SECONDS);
  }
}
