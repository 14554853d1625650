package dev.ninestep.app.bench;

import dev.ninestep.protocol.CodeVerifier;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Session;
import dev.ninestep.token.KeyRing;
import dev.ninestep.token.Mint;
import dev.ninestep.token.SealedValues;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/// Makes grants as users do: registration, authorization request, consent, code. Only the sign-in
/// is left out, since the benchmark has the key ring and seals its own session.
final class Grants {

  private static final String REDIRECT_URI = "http://localhost:8901/callback";
  private static final Pattern FIELD =
      Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");
  private static final Pattern ACTION = Pattern.compile("<form [^>]*action=\"([^\"]*)\"");
  private static final int AT_ONCE = 8;

  private final Caller caller;
  private final SealedValues sealed;
  private final Mint mint = new Mint();
  private final CodeVerifier verifier = new CodeVerifier("v".repeat(64));

  Grants(Caller caller, KeyRing ring) {
    this.caller = caller;
    this.sealed = new SealedValues(ring);
  }

  /// Makes a number of grants of one client.
  Future<List<Line>> make(int count) {
    return register()
        .compose(client -> {
          var lines = new ArrayList<Line>(count);
          var workers = new ArrayList<Future<?>>();
          for (var i = 0; i < AT_ONCE; i++) {
            workers.add(fill(lines, client, count));
          }
          return Future.all(workers).map(_ -> List.copyOf(lines.subList(0, count)));
        });
  }

  private Future<Void> fill(List<Line> lines, String client, int count) {
    synchronized (lines) {
      if (lines.size() >= count) {
        return Future.succeededFuture();
      }
    }
    return grant(client)
        .compose(line -> {
          synchronized (lines) {
            lines.add(line);
          }
          return fill(lines, client, count);
        });
  }

  private Future<String> register() {
    var metadata =
        new JsonObject()
            .put("client_name", "bench")
            .put("redirect_uris", List.of(REDIRECT_URI))
            .put("token_endpoint_auth_method", "none");
    return caller
        .json("/register", metadata.encode())
        .map(reply -> new JsonObject(reply.body()).getString("client_id"));
  }

  private Future<Line> grant(String client) {
    var now = Instant.now();
    var session =
        new Session(mint.session(), mint.account(), Role.USER, now, now.plus(Duration.ofHours(1)));
    var cookie = Map.of("Cookie", "ninestep=" + sealed.seal(session));
    var authorize =
        "/authorize?response_type=code&code_challenge_method=S256&code_challenge="
            + verifier.challenge().value()
            + "&client_id="
            + client
            + "&redirect_uri="
            + Caller.encoded(REDIRECT_URI);
    return caller
        .get(authorize, cookie)
        .compose(sent -> caller.get(location(sent), cookie))
        .compose(page -> allow(page, cookie))
        .compose(back -> redeem(client, parameter(location(back), "code")));
  }

  private Future<Reply> allow(Reply page, Map<String, String> cookie) {
    var html = page.body().toString();
    var fields = new java.util.HashMap<String, String>();
    FIELD.matcher(html).results().forEach(m -> fields.put(m.group(1), m.group(2)));
    fields.put("decision", "allow");
    var action = ACTION.matcher(html);
    if (!action.find()) {
      throw new IllegalStateException("no consent page but " + page.status() + ": " + html);
    }
    return caller.form(action.group(1), cookie, fields);
  }

  private Future<Line> redeem(String client, String code) {
    return caller
        .form(
            "/token",
            Map.of(),
            Map.of(
                "grant_type", "authorization_code",
                "client_id", client,
                "code", code,
                "redirect_uri", REDIRECT_URI,
                "code_verifier", verifier.value()))
        .map(reply -> new Line(caller, client, new JsonObject(reply.body())));
  }

  private static String location(Reply reply) {
    var location = reply.headers().get("Location");
    if (location == null) {
      throw new IllegalStateException("no redirect but " + reply.status() + ": " + reply.body());
    }
    return location;
  }

  private static String parameter(String uri, String name) {
    var query = uri.substring(uri.indexOf('?') + 1);
    for (var pair : query.split("&")) {
      if (pair.startsWith(name + "=")) {
        return java.net.URLDecoder.decode(
            pair.substring(name.length() + 1), java.nio.charset.StandardCharsets.UTF_8);
      }
    }
    throw new IllegalStateException("no " + name + " in the redirect");
  }
}
