package dev.ninestep.token;

import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Session;

/// A session cookie.
final class SessionPayload implements Payload<Session> {

  @Override
  public Purpose purpose() {
    return Purpose.SESSION;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public String bound(Session session) {
    return "";
  }

  @Override
  public void write(Session session, PayloadWriter to) {
    to.text(session.id())
        .account(session.account())
        .flag(
            switch (session.role()) {
              case USER -> false;
              case SUPPORT -> true;
            })
        .time(session.signedInAt())
        .time(session.expiresAt());
  }

  @Override
  public Session read(String bound, PayloadReader from) {
    var id = from.text();
    var account = from.account();
    var role = from.flag() ? Role.SUPPORT : Role.USER;
    var signedInAt = from.time();
    return new Session(id, account, role, signedInAt, from.time());
  }
}
