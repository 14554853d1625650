package dev.ninestep.acceptance;

import dev.ninestep.acceptance.Breakage.Asked;
import dev.ninestep.acceptance.Breakage.Said;
import java.net.URI;
import java.util.List;

/// Everything that is broken on purpose, and what the doctor has to say of it.
///
/// @param what it is
/// @param breakage does it
/// @param verdict what comes of the check, as the report says it
/// @param check the first check with the worst verdict
/// @param words of the cause
record Breakages(String what, Breakage breakage, String verdict, String check, String words) {

  static List<Breakages> all() {
    return List.of(
        broken(
            "redirects the MCP URL",
            Breakage.instead(Breakages::isCall, Said.page(307).with("Location", "/mcp/")),
            "post-without-token",
            "It redirects (307) to"),
        broken(
            "strips WWW-Authenticate",
            Breakage.answering(said -> said.without("WWW-Authenticate")),
            "post-without-token",
            "without WWW-Authenticate"),
        broken(
            "answers 403 instead of 401",
            Breakage.answering(said -> said.status() == 401 ? said.withStatus(403) : said),
            "post-without-token",
            "403 where 401 is due"),
        broken(
            "lets everybody in",
            Breakage.instead(Breakages::isCall, Said.of(200, "application/json", "{}")),
            "post-without-token",
            "without a token, so no client ever asks"),
        broken(
            "answers well-known addresses with a page",
            Breakage.instead(Breakages::isWellKnown, Said.page(200)),
            "resource-metadata",
            "is answered with a page (200 (Something)) instead of data"),
        broken(
            "names another resource",
            Breakage.answering(
                Breakages::isAboutResource, said -> said.saying("/other\"", "/mcp\"")),
            "resource",
            "they differ from character"),
        broken(
            "names the resource with https",
            Breakage.answering(
                Breakages::isAboutResource,
                said -> said.saying("\"resource\" : \"https:", "\"resource\" : \"http:")),
            "resource",
            "has the scheme https, not http"),
        broken(
            "hides the metadata of the authorization server",
            Breakage.instead(Breakages::isAboutServer, Said.of(404, "application/json", "{}")),
            "server-metadata",
            "is not there (404)"),
        broken(
            "writes the issuer with a slash",
            Breakage.answering(
                Breakages::isAboutServer,
                said ->
                    new Said(
                        said.status(),
                        said.headers(),
                        said.body().replaceFirst("(\"issuer\" : \"[^\"]+)", "$1/"))),
            "issuer",
            "differ by the slash at the end"),
        broken(
            "drops S256",
            Breakage.answering(Breakages::isAboutServer, said -> said.saying("", "\"S256\"")),
            "pkce-advertised",
            "clients refuse to go on before they open a browser"),
        broken(
            "stops registration like a firewall",
            Breakage.instead(Breakages::isRegistration, Said.page(403)),
            "register",
            "firewall or bot rule"),
        broken(
            "limits registrations of all who share an address",
            Breakage.instead(Breakages::isRegistration, Said.of(429, "application/json", "{}")),
            "register",
            "rate limit (429)"),
        broken(
            "compares the port of loopback redirects",
            Breakage.instead(
                asked -> asked.isFor("/authorize") && !asked.uri().contains("%3A33418"),
                Said.page(400)),
            "loopback-port",
            "Another port of the loopback redirect_uri is refused"),
        broken(
            "keeps the method of the form on the redirect",
            Breakage.answering(
                asked -> asked.method().equals("POST") && asked.uri().startsWith("/consent"),
                said -> said.status() == 303 ? said.withStatus(307) : said),
            "redirect-back",
            "307, which keeps the method"),
        broken(
            "strips state from the redirect",
            Breakage.answering(said -> said.with("Location", "&state=[^&]*", "")),
            "state",
            "has no state"),
        broken(
            "loses the plus in the state",
            Breakage.answering(said -> said.with("Location", "%2B", "+")),
            "state",
            "comes back changed"),
        broken(
            "strips iss from the redirect",
            Breakage.answering(said -> said.with("Location", "iss=[^&]*&", "")),
            "iss",
            "promises iss and the redirect has none"),
        broken(
            "lets caches keep tokens",
            Breakage.answering(Breakages::isForTokens, said -> said.without("Cache-Control")),
            "not-stored",
            "no Cache-Control: no-store"),
        broken(
            "strips Authorization",
            Breakage.asking(asked -> asked.without("Authorization")),
            "initialize",
            "strips the Authorization header"),
        broken(
            "takes a token from the query",
            Breakage.asking(Breakages::moveToken),
            "token-in-query",
            "A token in the query is accepted"),
        broken(
            "drops the headers of the newest revision",
            Breakage.asking(asked -> asked.without("Mcp-Method").without("MCP-Protocol-Version")),
            "modern-request",
            "drops MCP-Protocol-Version, Mcp-Method or Mcp-Name"),
        broken(
            "limits bodies",
            Breakage.instead(asked -> asked.body().length() > 10_000, Said.page(413)),
            "large-request",
            "body limit (413)"),
        broken(
            "refuses every refresh",
            Breakage.instead(
                asked -> asked.body().contains("grant_type=refresh_token"),
                Said.of(400, "application/json", "{\"error\":\"invalid_grant\"}")),
            "refreshed",
            "refuses the refresh token it issued a moment ago: 400 (invalid_grant)"),
        warned(
            "blocks OPTIONS",
            Breakage.instead(asked -> asked.method().equals("OPTIONS"), Said.page(405)),
            "mcp-preflight",
            "The preflight (OPTIONS) is answered with 405"),
        warned(
            "allows headers by an asterisk",
            Breakage.answering(said -> said.with("Access-Control-Allow-Headers", ".*", "*")),
            "mcp-preflight",
            "Access-Control-Allow-Headers lacks authorization"),
        warned(
            "does not expose the challenge",
            Breakage.answering(said -> said.without("Access-Control-Expose-Headers")),
            "challenge-readable",
            "lacks WWW-Authenticate"),
        warned(
            "takes PKCE with plain",
            Breakage.asking(asked ->
                asked.withUri(
                    asked.uri().replace("challenge_method=plain", "challenge_method=S256"))),
            "plain-challenge",
            "It goes on"));
  }

  private static boolean isCall(Asked asked) {
    return asked.isFor("/mcp");
  }

  private static boolean isForTokens(Asked asked) {
    return asked.isFor("/token");
  }

  static boolean isRegistration(Asked asked) {
    return asked.isFor("/register") && asked.method().equals("POST");
  }

  private static boolean isWellKnown(Asked asked) {
    return asked.uri().contains("/.well-known/");
  }

  private static boolean isAboutServer(Asked asked) {
    return asked.uri().contains("oauth-authorization-server")
        || asked.uri().contains("openid-configuration");
  }

  private static boolean isAboutResource(Asked asked) {
    return asked.uri().contains("oauth-protected-resource");
  }

  private static Asked moveToken(Asked asked) {
    var query = URI.create(asked.uri()).getRawQuery();
    if (query == null || !query.startsWith("access_token=")) {
      return asked;
    }
    asked.headers().set("Authorization", "Bearer " + query.substring("access_token=".length()));
    return asked.withUri("/mcp");
  }

  private static Breakages broken(String what, Breakage breakage, String check, String words) {
    return new Breakages(what, breakage, "broken", check, words);
  }

  private static Breakages warned(String what, Breakage breakage, String check, String words) {
    return new Breakages(what, breakage, "warning", check, words);
  }

  @Override
  public String toString() {
    return what;
  }
}
