package dev.ninestep.token;

import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.Interaction;
import dev.ninestep.protocol.RedirectUri;
import java.util.Optional;

/// An authorization request. Whose it is stays unreadable: it stands in the address of a page.
final class RequestPayload implements Payload<AuthorizationRequest> {

  @Override
  public Purpose purpose() {
    return Purpose.REQUEST;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public String bound(AuthorizationRequest request) {
    return "";
  }

  @Override
  public void write(AuthorizationRequest request, PayloadWriter to) {
    to.flow(request.flow())
        .text(request.client().value())
        .text(request.redirectUri().value())
        .flag(request.state().isPresent());
    request.state().ifPresent(to::text);
    to.text(request.challenge().value())
        .scope(request.scope())
        .resource(request.resource())
        .time(request.expiresAt());
    write(request.interaction(), to);
    to.lastly(request.key());
  }

  private static void write(Interaction interaction, PayloadWriter to) {
    to.flag(interaction.silent()).flag(interaction.askAgain());
    to.flag(interaction.signedInSince().isPresent());
    interaction.signedInSince().ifPresent(to::time);
    to.flag(interaction.loginHint().isPresent());
    interaction.loginHint().ifPresent(to::text);
  }

  /// The first release wrote none.
  private static Interaction interaction(PayloadReader from) {
    return from.isAtEnd()
        ? Interaction.NONE
        : new Interaction(
            from.flag(),
            from.flag(),
            from.flag() ? Optional.of(from.time()) : Optional.empty(),
            from.flag() ? Optional.of(from.text()) : Optional.empty());
  }

  @Override
  public AuthorizationRequest read(String bound, PayloadReader from) {
    var flow = from.flow();
    var client = new ClientId(from.text());
    var redirectUri = new RedirectUri(from.text());
    Optional<String> state = from.flag() ? Optional.of(from.text()) : Optional.empty();
    var challenge = new CodeChallenge(from.text());
    var scope = from.scope();
    var resource = from.resource();
    var expiresAt = from.time();
    var interaction = interaction(from);
    return new AuthorizationRequest(
        flow,
        client,
        redirectUri,
        state,
        challenge,
        scope,
        resource,
        interaction,
        expiresAt,
        from.keyIfThere());
  }
}
