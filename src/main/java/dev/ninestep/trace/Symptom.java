package dev.ninestep.trace;

import java.util.List;
import java.util.Locale;

/// What did not happen though it should have, or happens too often: nothing was refused, and yet
/// the client does not connect. The causes are those that are known of real clients.
public enum Symptom {
  /// The code was sent to the redirect_uri; nobody presented it.
  NO_TOKEN_REQUEST(
      "The code was sent to the redirect_uri and no token request came within 60 s.",
      "The client's listener was gone: an old browser tab, or the client was closed or timed out.",
      "The client rejected the callback: it expects another iss or state, or its state was encoded"
          + " twice.",
      "The browser did not follow the redirect: a Content-Security-Policy with form-action, an"
          + " iframe, or an extension.",
      "The client's token request never arrived: a firewall or bot rule stands in front of the"
          + " token endpoint."),

  /// Tokens were issued; no call came with them.
  NO_CALL(
      "Tokens were issued and no call on the MCP URL came within 60 s.",
      "A firewall or bot rule stands in front of the MCP URL and lets the token endpoint through.",
      "The MCP URL redirects, such as from /mcp to /mcp/ or from https to http, and the client"
          + " drops its token on the way.",
      "The resource in the metadata is not the URL that the user typed, and the client refuses the"
          + " token.",
      "The client keeps an earlier failure in mind for 5 to 15 minutes."),

  /// Metadata was read; nobody registered or authorized after it.
  NOTHING_AFTER_DISCOVERY(
      "The metadata was read, and nothing came of it.",
      "The issuer in the metadata is not the URL it was read from, by a slash or a host name.",
      "A well-known document that the client also asks for is answered with HTML, a redirect or an"
          + " error by something in front of this server.",
      "A browser client was stopped by CORS: something in front answers OPTIONS or drops the"
          + " headers.",
      "An answer took longer than the client waits, usually 10 s.",
      "It was no client: a scanner or a health check."),

  /// One address registers again and again within minutes.
  REGISTRATION_STORM(
      "Clients are registered from this address again and again within minutes.",
      "The client registers anew whenever it is refused, and is refused at once: look at what is"
          + " refused after its registrations.",
      "Something in front answers 400 or 403 where 401 or 404 is due, which sends some clients back"
          + " to registration.",
      "Many users share this address."),

  /// One address registers a client for each connection.
  REGISTERS_ON_EVERY_CONNECT(
      "A client is registered from this address for every connection.",
      "The client does not keep what it registered: a container without a volume, a temporary"
          + " profile, a test.",
      "Its registration was lost or refused once, and it never uses the old one again.",
      "Many users share this address."),

  /// The access token lapsed, is still used, and no refresh comes.
  NO_REFRESH(
      "The access token lapsed, calls still come with it, and no refresh came within 60 s.",
      "The client threw its refresh token away: it asked for none, without offline_access or"
          + " prompt=consent, or cannot use one.",
      "Another process of the client rotated the refresh token, and this one gave up.",
      "The client takes a 401 on a call as the end and asks the user to connect again.");

  private final String said;
  private final List<String> causes;

  Symptom(String said, String... causes) {
    this.said = said;
    this.causes = List.of(causes);
  }

  /// {@return what is told of it, in one sentence}
  public String said() {
    return said;
  }

  /// {@return its likely causes, the likeliest first, a sentence each}
  public List<String> causes() {
    return causes;
  }

  /// {@return its name in JSON}
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
