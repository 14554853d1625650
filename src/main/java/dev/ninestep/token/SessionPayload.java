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
        .count(
            switch (session.role()) {
              case USER -> 0;
              case SUPPORT -> 1;
              case OPERATOR -> 2;
            })
        .time(session.signedInAt())
        .time(session.expiresAt());
  }

  @Override
  public Session read(String bound, PayloadReader from) {
    var id = from.text();
    var account = from.account();
    var role =
        switch (from.count()) {
          case 0 -> Role.USER;
          case 1 -> Role.SUPPORT;
          case 2 -> Role.OPERATOR;
          default -> throw new IllegalArgumentException("a role is 0, 1 or 2");
        };
    var signedInAt = from.time();
    return new Session(id, account, role, signedInAt, from.time());
  }
}
