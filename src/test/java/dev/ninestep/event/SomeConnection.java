package dev.ninestep.event;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.AttemptId;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.time.Duration;
import java.time.Instant;

/// How an app is connected, for tests of what comes after: by consent, for a month idle and a year
/// at most, and by its code.
public final class SomeConnection {

  private SomeConnection() {}

  /// A user has allowed an app.
  public static ConsentGranted granted(
      ClientId client,
      AccountId account,
      RedirectUri redirect,
      Scope scope,
      ResourceUri resource,
      Instant now) {
    return new ConsentGranted(
        new AttemptId(1),
        client,
        account,
        redirect,
        scope,
        resource,
        now.plusSeconds(600),
        Duration.ofMinutes(1),
        Duration.ofDays(30),
        Duration.ofDays(365));
  }

  /// Its code has come.
  public static CodePresented presented(ClientId client, Instant now, Caller caller) {
    return new CodePresented(new AttemptId(2), client, now.plusSeconds(3), caller);
  }
}
