package dev.ninestep.token;

import dev.ninestep.protocol.UpstreamSession;

/// A session of an MCP server behind a gateway.
final class UpstreamSessionPayload implements Payload<UpstreamSession> {

  @Override
  public Purpose purpose() {
    return Purpose.UPSTREAM_SESSION;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public String bound(UpstreamSession session) {
    return "";
  }

  @Override
  public void write(UpstreamSession session, PayloadWriter to) {
    to.flow(session.flow()).count(session.upstream()).flag(session.isAddress()).text(session.id());
  }

  @Override
  public UpstreamSession read(String bound, PayloadReader from) {
    return new UpstreamSession(from.flow(), from.count(), from.flag(), from.text());
  }
}
