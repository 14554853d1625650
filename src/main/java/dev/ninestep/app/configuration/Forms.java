package dev.ninestep.app.configuration;

import dev.ninestep.gateway.GatewaySettings;
import dev.ninestep.protocol.AddressBlock;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.net.URI;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// The forms that settings are written in.
final class Forms {

  static final Form<String> TEXT =
      new Form<>("a text", text -> Optional.of(text.strip()).filter(t -> !t.isEmpty()));

  static final Form<Path> FILE = Form.throwing("the name of a file", Path::of);

  static final Form<Issuer> ISSUER =
      Form.throwing(
          "an https URL (http on loopback only) without trailing slash, query or fragment",
          Issuer::new);

  static final Form<Integer> PORT = number(0, 65_535);

  static final Form<AddressBlock> ADDRESS_BLOCK =
      new Form<>("an address or block like 10.0.0.0/8", AddressBlock::parse);

  static final Form<String> PREFIX =
      matching("empty, or a path like /oauth", "|(/[A-Za-z0-9._-]+)+");

  static final Form<String> RESOURCE_PATH =
      matching("a path like /mcp", "/|(/[A-Za-z0-9._~-]+)+/?");

  static final Form<String> SCHEME = matching("a URI scheme", "[a-z][a-z0-9+.-]*");

  static final Form<Amount> AMOUNT = new Form<>("an amount like 10.00", Amount::parse);

  static final Form<String> CURRENCY = matching("a currency like EUR", "[A-Za-z]{1,16}");

  static final Form<String> SHA256 = matching("43 base64url characters", "[A-Za-z0-9_-]{43}");

  static final Form<ResourceUri> RESOURCE =
      new Form<>("an absolute http(s) URI without fragment", ResourceUri::parse);

  static final Form<Scope> SCOPE =
      new Form<>("scope names", text -> Scope.parse(String.join(" ", items(text))));

  static final Form<URI> URL =
      new Form<>("an http or https URL", text -> url(text).filter(u -> u.getRawQuery() == null));

  static final Form<URI> HTTPS =
      new Form<>("an https URL", text -> url(text).filter(u -> "https".equals(u.getScheme())));

  static final Form<ClientId> CLIENT = new Form<>("a client_id", ClientId::parse);

  static final Form<String> ORIGIN =
      new Form<>(
          "an origin like https://example.com, or *",
          text ->
              text.equals("*")
                  ? Optional.of(text)
                  : uri(text)
                      .filter(u -> isHttp(u) && u.getRawPath().isEmpty())
                      .map(URI::toString));

  private Forms() {}

  static Form<Integer> number(int least, int most) {
    var form =
        Form.throwing("a whole number from %,d to %,d".formatted(least, most), Integer::parseInt);
    return new Form<>(
        form.expected(), text -> form.read().apply(text).filter(n -> n >= least && n <= most));
  }

  static <E extends Enum<E>> Form<E> oneOf(Class<E> words) {
    var names =
        Arrays.stream(words.getEnumConstants()).collect(Collectors.toMap(Forms::word, e -> e));
    return new Form<>(
        names.keySet().stream().sorted().collect(Collectors.joining(" or ")),
        text -> Optional.ofNullable(names.get(text)));
  }

  /// Several values of a form, with commas between; in YAML they may be a list.
  static <T> Form<Set<T>> several(Form<T> form) {
    return new Form<>(
        "a list, each " + form.expected(),
        text -> {
          var read = items(text).stream().map(form.read()).toList();
          return read.stream().allMatch(Optional::isPresent)
              ? Optional.of(
                  read.stream()
                      .map(Optional::orElseThrow)
                      .collect(Collectors.toCollection(LinkedHashSet::new)))
              : Optional.empty();
        });
  }

  /// Where the program's own server is named instead of URLs, that is what is meant.
  static Form<Upstream> upstream() {
    var urls = oneOrMore(URL);
    return new Form<>(
        "an http or https URL, several of them, or " + Upstream.BUILT_IN,
        text ->
            text.equals(Upstream.BUILT_IN)
                ? Optional.of(new Upstream.BuiltIn())
                : urls.read()
                    .apply(text)
                    .filter(all -> all.size() <= GatewaySettings.MOST_UPSTREAMS)
                    .map(all -> new Upstream.At(List.copyOf(all))));
  }

  /// Several values of a form, and not none.
  static <T> Form<Set<T>> oneOrMore(Form<T> form) {
    var any = several(form);
    return new Form<>(
        any.expected() + ", not empty", text -> any.read().apply(text).filter(s -> !s.isEmpty()));
  }

  static String word(Enum<?> constant) {
    return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
  }

  private static Set<String> items(String text) {
    return Arrays.stream(text.split("[,\\s]+"))
        .filter(item -> !item.isEmpty())
        .collect(Collectors.toCollection(LinkedHashSet::new));
  }

  static Form<String> matching(String expected, String regex) {
    var pattern = Pattern.compile(regex);
    return new Form<>(
        expected, text -> Optional.of(text).filter(t -> pattern.matcher(t).matches()));
  }

  /// A URL that says nothing of who asks, nor of a part of what is there.
  static Optional<URI> url(String text) {
    return uri(text).filter(Forms::isHttp);
  }

  private static Optional<URI> uri(String text) {
    return Form.throwing("", URI::create).read().apply(text);
  }

  private static boolean isHttp(URI uri) {
    return uri.getHost() != null
        && ("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()))
        && uri.getRawUserInfo() == null
        && uri.getRawFragment() == null;
  }
}
