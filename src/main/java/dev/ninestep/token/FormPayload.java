package dev.ninestep.token;

import dev.ninestep.protocol.FormNonce;

/// The nonce of a form that a signed-in user was shown.
final class FormPayload implements Payload<FormNonce> {

  @Override
  public Purpose purpose() {
    return Purpose.FORM;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public String bound(FormNonce nonce) {
    return "";
  }

  @Override
  public void write(FormNonce nonce, PayloadWriter to) {
    to.text(nonce.session()).time(nonce.expiresAt());
  }

  @Override
  public FormNonce read(String bound, PayloadReader from) {
    return new FormNonce(from.text(), from.time());
  }
}
