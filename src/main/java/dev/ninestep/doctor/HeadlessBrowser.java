package dev.ninestep.doctor;

import java.net.URI;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// Signs in and allows on pages such as our own, and keeps their cookies, so that the user is asked
/// once.
final class HeadlessBrowser implements Browser {

  private static final int MOST_PAGES = 12;
  private static final Pattern FORM =
      Pattern.compile("<form\\b([^>]*)>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern ACTION = Pattern.compile("action=\"([^\"]*)\"");
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");

  private final Wire wire;
  private final SignIn.Headless user;
  private final URI callback;
  private final Map<String, String> cookies = new TreeMap<>();

  HeadlessBrowser(Wire wire, SignIn.Headless user, URI callback) {
    this.wire = wire;
    this.user = user;
    this.callback = callback;
  }

  @Override
  public URI callback() {
    return callback;
  }

  @Override
  public boolean isPatient() {
    return true;
  }

  @Override
  public void close() {}

  @Override
  public Landing visit(URI authorization) {
    var origin = Urls.origin(authorization);
    var ask = Ask.get(authorization);
    var hasSignedIn = false;
    for (var page = 0; page < MOST_PAGES; page++) {
      if (!Urls.origin(ask.uri()).equals(origin)) {
        return new Landing.Stuck(
            "it is led to " + Urls.origin(ask.uri()) + ", where only a person can go on");
      }
      var answer = wire.send(dressed(ask));
      if (!(answer instanceof Response response)) {
        return new Landing.Stuck("no answer from " + ask);
      }
      keepCookies(response);
      var location = response.header("Location");
      if (response.isRedirect() && location.isPresent()) {
        var to = ask.uri().resolve(location.get());
        if (to.toString().startsWith(callback.toString())) {
          return new Landing.Back(to, response.status());
        }
        ask = Ask.get(to);
        continue;
      }
      var isSignIn = response.body().contains("name=\"password\"");
      if (isSignIn && hasSignedIn) {
        return new Landing.Stuck("name or password are wrong");
      }
      hasSignedIn |= isSignIn;
      var next = filledIn(ask.uri(), response.body(), isSignIn);
      if (next.isEmpty()) {
        return new Landing.Stuck("%s shows no form: %s".formatted(ask, response.words()));
      }
      ask = next.get();
    }
    return new Landing.Stuck("after " + MOST_PAGES + " pages there is still another one");
  }

  private Optional<Ask> filledIn(URI page, String html, boolean isSignIn) {
    var form = FORM.matcher(html);
    if (!form.find() || !(isSignIn || html.contains("name=\"decision\""))) {
      return Optional.empty();
    }
    var fields = new LinkedHashMap<String, String>();
    HIDDEN.matcher(form.group(2)).results().forEach(m -> fields.put(m.group(1), m.group(2)));
    if (isSignIn) {
      fields.put("login", user.user());
      fields.put("password", user.password());
    } else {
      fields.put("decision", "allow");
    }
    var action = ACTION.matcher(form.group(1));
    var to = action.find() ? page.resolve(action.group(1).replace("&amp;", "&")) : page;
    return Optional.of(Ask.form(to, fields).with("Origin", Urls.origin(page)));
  }

  private Ask dressed(Ask ask) {
    var asked = ask.with("Accept", "text/html");
    return cookies.isEmpty()
        ? asked
        : asked.with(
            "Cookie",
            cookies.entrySet().stream()
                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                .collect(Collectors.joining("; ")));
  }

  private void keepCookies(Response response) {
    for (var line : response.headers().getOrDefault("set-cookie", java.util.List.of())) {
      var pair = line.split(";", 2)[0].split("=", 2);
      if (pair.length < 2 || pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
  }
}
