package dev.ninestep.step;

import dev.ninestep.decision.ExchangeToken;
import dev.ninestep.decision.GrantToClient;
import dev.ninestep.decision.GrantToIdentity;
import dev.ninestep.protocol.Step;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/// The grants of the token endpoint.
enum GrantType {
  CODE("authorization_code", Step.TOKEN),
  REFRESH("refresh_token", Step.REFRESH),
  CLIENT(GrantToClient.GRANT_TYPE, Step.TOKEN),
  IDENTITY(GrantToIdentity.GRANT_TYPE, Step.TOKEN),
  EXCHANGE(ExchangeToken.GRANT_TYPE, Step.TOKEN);

  private final String word;
  private final Step step;

  GrantType(String word, Step step) {
    this.word = word;
    this.step = step;
  }

  static Optional<GrantType> parse(String word) {
    return Arrays.stream(values()).filter(type -> type.word.equals(word)).findAny();
  }

  /// The words of what a server offers.
  static List<String> offered(Settings settings) {
    return Arrays.stream(values())
        .filter(type -> type.isOffered(settings.tokens()))
        .map(GrantType::toString)
        .toList();
  }

  private boolean isOffered(TokenRules rules) {
    return switch (this) {
      case CODE, REFRESH, EXCHANGE -> true;
      case CLIENT -> !rules.forClients().isEmpty();
      case IDENTITY -> rules.identityProvider().isPresent();
    };
  }

  Step step() {
    return step;
  }

  @Override
  public String toString() {
    return word;
  }
}
