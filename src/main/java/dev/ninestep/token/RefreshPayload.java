package dev.ninestep.token;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.RefreshToken;

/// A refresh token.
final class RefreshPayload implements Payload<RefreshToken> {

  @Override
  public Purpose purpose() {
    return Purpose.REFRESH;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public String bound(RefreshToken token) {
    return token.client().value();
  }

  @Override
  public void write(RefreshToken token, PayloadWriter to) {
    to.flow(token.flow())
        .account(token.account())
        .scope(token.scope())
        .resource(token.resource())
        .count(token.generation())
        .time(token.expiresAt())
        .lastly(token.key());
  }

  @Override
  public RefreshToken read(String bound, PayloadReader from) {
    var flow = from.flow();
    var client = new ClientId(bound);
    var account = from.account();
    var scope = from.scope();
    var resource = from.resource();
    var generation = from.count();
    var expiresAt = from.time();
    return new RefreshToken(
        flow, client, account, scope, resource, generation, expiresAt, from.keyIfThere());
  }
}
