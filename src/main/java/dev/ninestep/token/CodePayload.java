package dev.ninestep.token;

import dev.ninestep.protocol.AuthorizationCode;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.CodeChallenge;
import dev.ninestep.protocol.RedirectUri;

/// An authorization code.
final class CodePayload implements Payload<AuthorizationCode> {

  @Override
  public Purpose purpose() {
    return Purpose.CODE;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public String bound(AuthorizationCode code) {
    return code.client().value();
  }

  @Override
  public void write(AuthorizationCode code, PayloadWriter to) {
    to.flow(code.flow())
        .account(code.account())
        .text(code.redirectUri().value())
        .text(code.challenge().value())
        .scope(code.scope())
        .resource(code.resource())
        .time(code.expiresAt())
        .lastly(code.key());
  }

  @Override
  public AuthorizationCode read(String bound, PayloadReader from) {
    var flow = from.flow();
    var client = new ClientId(bound);
    var account = from.account();
    var redirectUri = new RedirectUri(from.text());
    var challenge = new CodeChallenge(from.text());
    var scope = from.scope();
    var resource = from.resource();
    var expiresAt = from.time();
    return new AuthorizationCode(
        flow,
        client,
        account,
        redirectUri,
        challenge,
        scope,
        resource,
        expiresAt,
        from.keyIfThere());
  }
}
