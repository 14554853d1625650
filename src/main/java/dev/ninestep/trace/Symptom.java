package dev.ninestep.trace;

import dev.ninestep.event.Owner;
import java.util.List;
import java.util.Locale;

/// What did not happen though it should have, or happens too often: nothing was refused, and yet
/// the client does not connect. The causes are those that are known of real clients.
public enum Symptom {
  /// The code was sent to the redirect_uri; nobody presented it.
  NO_TOKEN_REQUEST(
      "The code was sent to the redirect_uri and no token request came within 60 s.",
      user(
          "The client's listener was gone: an old browser tab, or the client was closed or timed"
              + " out."),
      client(
          "The client rejected the callback: it expects another iss or state, or its state was"
              + " encoded twice."),
      user(
          "The browser did not follow the redirect: a Content-Security-Policy with form-action, an"
              + " iframe, or an extension."),
      network(
          "The client's token request never arrived: a firewall or bot rule stands in front of the"
              + " token endpoint.")),

  /// Tokens were issued; no call came with them.
  NO_CALL(
      "Tokens were issued and no call on the MCP URL came within 60 s.",
      network(
          "A firewall or bot rule stands in front of the MCP URL and lets the token endpoint"
              + " through."),
      operator(
          "The MCP URL redirects, such as from /mcp to /mcp/ or from https to http, and the client"
              + " drops its token on the way."),
      operator(
          "The resource in the metadata is not the URL that the user typed, and the client refuses"
              + " the token."),
      client("The client keeps an earlier failure in mind for 5 to 15 minutes.")),

  /// Metadata was read; nobody registered or authorized after it.
  NOTHING_AFTER_DISCOVERY(
      "The metadata was read, and nothing came of it.",
      operator(
          "The issuer in the metadata is not the URL it was read from, by a slash or a host name."),
      network(
          "A well-known document that the client also asks for is answered with HTML, a redirect or"
              + " an error by something in front of this server."),
      network(
          "A browser client was stopped by CORS: something in front answers OPTIONS or drops the"
              + " headers."),
      network("An answer took longer than the client waits, usually 10 s."),
      nobody("It was no client: a scanner or a health check.")),

  /// The client registered; no browser arrived with an authorization request of it.
  NO_BROWSER(
      "The client registered, and no browser came to the authorization page.",
      network(
          "The browser does not reach this server: its DNS, a proxy, a VPN or a firewall stands in"
              + " between."),
      user("The client asked for the browser to be opened, and nobody opened it or signed in."),
      client(
          "The client could not open a browser: it runs in a container, over ssh, or without a"
              + " screen."),
      nobody("It was a test of the registration.")),

  /// One address registers again and again within minutes.
  REGISTRATION_STORM(
      "Clients are registered from this address again and again within minutes.",
      client(
          "The client registers anew whenever it is refused, and is refused at once: look at what"
              + " is refused after its registrations."),
      network(
          "Something in front answers 400 or 403 where 401 or 404 is due, which sends some clients"
              + " back to registration."),
      nobody("Many users share this address.")),

  /// One address registers a client for each connection.
  REGISTERS_ON_EVERY_CONNECT(
      "A client is registered from this address for every connection.",
      user(
          "The client does not keep what it registered: a container without a volume, a temporary"
              + " profile, a test."),
      client("Its registration was lost or refused once, and it never uses the old one again."),
      nobody("Many users share this address.")),

  /// The access token lapsed, is still used, and no refresh comes.
  NO_REFRESH(
      "The access token lapsed, calls still come with it, and no refresh came within 60 s.",
      client(
          "The client threw its refresh token away: it asked for none, without offline_access or"
              + " prompt=consent, or cannot use one."),
      client("Another process of the client rotated the refresh token, and this one gave up."),
      client("The client takes a 401 on a call as the end and asks the user to connect again."));

  /// One thing it may come from.
  ///
  /// @param said in one sentence
  /// @param owner who has to act if it is that
  public record Cause(String said, Owner owner) {}

  private final String said;
  private final List<Cause> likely;

  Symptom(String said, Cause... likely) {
    this.said = said;
    this.likely = List.of(likely);
  }

  private static Cause user(String said) {
    return new Cause(said, Owner.USER);
  }

  private static Cause client(String said) {
    return new Cause(said, Owner.CLIENT);
  }

  private static Cause operator(String said) {
    return new Cause(said, Owner.OPERATOR);
  }

  private static Cause network(String said) {
    return new Cause(said, Owner.NETWORK);
  }

  private static Cause nobody(String said) {
    return new Cause(said, Owner.NOBODY);
  }

  /// {@return what is told of it, in one sentence}
  public String said() {
    return said;
  }

  /// {@return its likely causes, the likeliest first}
  public List<Cause> likely() {
    return likely;
  }

  /// {@return the same in words alone, a sentence each}
  public List<String> causes() {
    return likely.stream().map(Cause::said).toList();
  }

  /// {@return its name in JSON}
  public String slug() {
    return name().toLowerCase(Locale.ROOT);
  }
}
