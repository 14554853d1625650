package dev.ninestep.acceptance;

import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// A browser without a screen: keeps cookies, follows redirects up to the client's own address, and
/// presses the buttons a person would press.
final class Browser {

  private static final Pattern FORM =
      Pattern.compile("<form[^>]*action=\"([^\"]*)\"[^>]*>(.*?)</form>", Pattern.DOTALL);
  private static final Pattern HIDDEN =
      Pattern.compile("<input type=\"hidden\" name=\"(\\w+)\" value=\"([^\"]*)\"");
  private static final int MOST_HOPS = 10;

  private final Map<String, String> cookies = new TreeMap<>();

  /// Keeps a cookie that somebody else got.
  void keep(String name, String value) {
    cookies.put(name, value);
  }

  /// The values of the cookies it holds.
  Collection<String> cookies() {
    return cookies.values();
  }

  /// The cookies it holds, as a header has them.
  String header() {
    return cookies.entrySet().stream()
        .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
        .collect(Collectors.joining("; "));
  }

  /// Where the browser stands.
  ///
  /// @param uri its address
  /// @param page what it shows; empty once it has arrived at the client
  /// @param status of the last response
  record At(URI uri, String page, int status) {

    /// A parameter of the address.
    String parameter(String name) {
      return Pattern.compile("&")
          .splitAsStream(uri.getRawQuery() == null ? "" : uri.getRawQuery())
          .filter(pair -> pair.startsWith(name + "="))
          .map(pair -> URLDecoder.decode(pair.substring(name.length() + 1), StandardCharsets.UTF_8))
          .findFirst()
          .orElseThrow(() -> new AssertionError("no " + name + " in " + uri + "\n" + page));
    }
  }

  /// Opens an address and goes where it leads.
  At open(String uri, String callback) {
    return follow(URI.create(uri), Http.to(uri).GET(), callback);
  }

  /// Fills in the page's form and presses a button.
  At submit(At at, Map<String, String> typed, String callback) {
    return submit(at, "", typed, callback);
  }

  /// Presses the button of the one form that holds a text.
  At press(At at, String text, String callback) {
    return submit(at, text, Map.of(), callback);
  }

  private At submit(At at, String text, Map<String, String> typed, String callback) {
    var form = FORM.matcher(at.page());
    var isFound = form.find();
    while (isFound && !form.group(2).contains(text)) {
      isFound = form.find();
    }
    if (!isFound) {
      throw new AssertionError(
          "no such form at " + at.uri() + " (" + at.status() + "):\n" + at.page());
    }
    var fields = new LinkedHashMap<String, String>();
    HIDDEN.matcher(form.group(2)).results().forEach(m -> fields.put(m.group(1), m.group(2)));
    fields.putAll(typed);
    var action = at.uri().resolve(form.group(1).replace("&amp;", "&"));
    return follow(action, Http.form(Http.to(action.toString()), fields), callback);
  }

  /// Opens an authorization URL, signs in if asked, and presses Allow.
  At allow(String authorizationUri, String login, String password, String callback) {
    var at = open(authorizationUri, callback);
    if (at.page().contains("name=\"password\"")) {
      at = submit(at, Map.of("login", login, "password", password), callback);
    }
    return at.page().contains("name=\"decision\"")
        ? submit(at, Map.of("decision", "allow"), callback)
        : at;
  }

  private At follow(URI uri, HttpRequest.Builder request, String callback) {
    var here = uri;
    var response = send(request);
    for (var hop = 0; hop < MOST_HOPS; hop++) {
      var location = response.headers().firstValue("Location");
      if (location.isEmpty()) {
        return new At(here, response.body(), response.statusCode());
      }
      here = here.resolve(location.get());
      if (here.toString().startsWith(callback)) {
        return new At(here, "", response.statusCode());
      }
      response = send(Http.to(here.toString()).GET());
    }
    throw new AssertionError("too many redirects, the last to " + here);
  }

  private HttpResponse<String> send(HttpRequest.Builder request) {
    if (!cookies.isEmpty()) {
      request.setHeader("Cookie", header());
    }
    var response = Http.send(request.setHeader("Accept", "text/html"));
    for (var line : response.headers().allValues("Set-Cookie")) {
      var pair = line.split(";", 2)[0].split("=", 2);
      if (pair[1].isEmpty()) {
        cookies.remove(pair[0]);
      } else {
        cookies.put(pair[0], pair[1]);
      }
    }
    return response;
  }
}
