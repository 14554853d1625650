package dev.ninestep.token;

import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.SignInNonce;
import java.util.Optional;

/// The nonce of a sign-in page.
final class SignInPayload implements Payload<SignInNonce> {

  @Override
  public Purpose purpose() {
    return Purpose.SIGN_IN;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public String bound(SignInNonce nonce) {
    return "";
  }

  @Override
  public void write(SignInNonce nonce, PayloadWriter to) {
    to.text(nonce.browser()).flag(nonce.flow().isPresent());
    nonce.flow().ifPresent(to::flow);
    to.time(nonce.expiresAt());
  }

  @Override
  public SignInNonce read(String bound, PayloadReader from) {
    var browser = from.text();
    Optional<FlowId> flow = from.flag() ? Optional.of(from.flow()) : Optional.empty();
    return new SignInNonce(browser, flow, from.time());
  }
}
