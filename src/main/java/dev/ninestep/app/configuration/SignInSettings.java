package dev.ninestep.app.configuration;

import dev.ninestep.fold.SignInAttempts.Limits;
import java.time.Duration;
import java.util.List;

/// The keys of how people sign in.
final class SignInSettings {

  static final Setting<Integer> SLOTS =
      Setting.of("sign-in.slots", Forms.number(1, 64), "2", "Passwords checked at the same time.");

  private static final Setting<Integer> WRONG_PER_LOGIN =
      Setting.of(
          "sign-in.wrong-per-login",
          Forms.number(1, 100),
          "10",
          "Wrong passwords under one name within 15 minutes; after that none is checked.");
  private static final Setting<Integer> WRONG_PER_ADDRESS =
      Setting.of(
          "sign-in.wrong-per-address",
          Forms.number(1, 10_000),
          "5",
          "Wrong passwords from one IPv4 address or IPv6 /64 within a minute; else 429.");
  private static final Setting<Integer> WRONG_PER_NETWORK =
      Setting.of(
          "sign-in.wrong-per-network",
          Forms.number(1, 10_000),
          "25",
          "Wrong passwords from one IPv4 /24 or IPv6 /48 within a minute; else 429.");
  private static final Setting<Integer> WRONG_IN_ALL =
      Setting.of(
          "sign-in.wrong-in-all",
          Forms.number(1, 10_000),
          "1000",
          "Wrong passwords within a minute, whoever types them; else 429.");

  static final Setting<Duration> SUPPORT_AGE =
      Setting.of(
          "sign-in.support-age",
          Durations.between("1m", "12h"),
          "4h",
          "How long ago whoever uses the support console may have signed in; else once more.");

  static final Setting<Duration> OPERATOR_AGE =
      Setting.of(
          "sign-in.operator-age",
          Durations.between("1m", "12h"),
          "15m",
          "How long ago whoever uses the operators' page may have signed in; else once more.");

  /// All of them.
  static final List<Setting<?>> ALL =
      List.of(
          SLOTS,
          WRONG_PER_LOGIN,
          WRONG_PER_ADDRESS,
          WRONG_PER_NETWORK,
          WRONG_IN_ALL,
          SUPPORT_AGE,
          OPERATOR_AGE);

  private SignInSettings() {}

  /// How often anybody may be wrong.
  static Limits limits(Values values) {
    return new Limits(
        values.get(WRONG_PER_LOGIN),
        values.get(WRONG_PER_ADDRESS),
        values.get(WRONG_PER_NETWORK),
        values.get(WRONG_IN_ALL));
  }
}
