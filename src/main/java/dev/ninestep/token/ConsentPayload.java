package dev.ninestep.token;

import dev.ninestep.protocol.ConsentNonce;

/// The nonce of a consent page.
final class ConsentPayload implements Payload<ConsentNonce> {

  @Override
  public Purpose purpose() {
    return Purpose.CONSENT;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public String bound(ConsentNonce nonce) {
    return "";
  }

  @Override
  public void write(ConsentNonce nonce, PayloadWriter to) {
    to.flow(nonce.flow())
        .account(nonce.account())
        .text(nonce.session())
        .scope(nonce.scope())
        .time(nonce.expiresAt());
  }

  @Override
  public ConsentNonce read(String bound, PayloadReader from) {
    var flow = from.flow();
    var account = from.account();
    var session = from.text();
    var scope = from.scope();
    return new ConsentNonce(flow, account, session, scope, from.time());
  }
}
