package dev.ninestep.app;

import java.net.URI;
import java.util.Optional;
import picocli.CommandLine.Option;

/// Which server a command asks, and as whom.
final class SupportAccess {

  @SuppressWarnings("NullAway.Init") // has a default
  @Option(
      names = "--server",
      defaultValue = "http://localhost:8080",
      paramLabel = "URL",
      description = "Where it runs. Default: ${DEFAULT-VALUE}.")
  private URI server;

  @Option(
      names = "--token",
      defaultValue = "${env:NINESTEP_TOKEN}",
      paramLabel = "TOKEN",
      description =
          "An access token with the scope support (NINESTEP_TOKEN). Without one, the account"
              + " support signs in with NINESTEP_SUPPORT_PASSWORD, or the password is asked for.")
  private Optional<String> token = Optional.empty();

  /// Asks as whoever that is.
  SupportClient connect() throws CannotStart, InterruptedException {
    return token.isPresent()
        ? SupportClient.withToken(server, token.get())
        : SupportClient.signedIn(server, SupportPassword.get());
  }
}
