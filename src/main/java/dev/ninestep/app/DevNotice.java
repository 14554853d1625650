package dev.ninestep.app;

import dev.ninestep.account.Ensured;
import dev.ninestep.account.GeneratedPassword;
import dev.ninestep.app.configuration.Configuration;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/// What `ninestep dev` says once it is ready.
final class DevNotice {

  private DevNotice() {}

  /// The text. Generated passwords are in it, once and nowhere else.
  static String of(
      Configuration configuration, List<DevAccounts.Ready> accounts, Path data, double seconds) {
    return """

    Ninestep is ready in %s s.

      MCP URL    %s
      Support    %s/support

    %s

      Data       %s (the log is in %s)
      Stop       Ctrl-C
    """
        .formatted(
            String.format(Locale.ROOT, "%.1f", seconds),
            configuration.resources().getFirst().resource().uri(),
            configuration.issuer(),
            accounts.stream().map(DevNotice::line).collect(Collectors.joining("\n")),
            data,
            DevLog.FILE);
  }

  private static String line(DevAccounts.Ready ready) {
    return "  %-10s %-9s %s"
        .formatted(
            "Account", ready.account().login(), password(ready).orElseGet(() -> kept(ready)));
  }

  private static Optional<String> password(DevAccounts.Ready ready) {
    return switch (ready.outcome()) {
      case Ensured.Created(_, var generated) -> generated.map(GeneratedPassword::value);
      case Ensured.PasswordSet _, Ensured.Unchanged _ -> Optional.empty();
    };
  }

  private static String kept(DevAccounts.Ready ready) {
    return System.getenv(ready.account().variable()) == null
        ? "password as shown at its first start (%s sets another)"
            .formatted(ready.account().variable())
        : "password as in " + ready.account().variable();
  }
}
