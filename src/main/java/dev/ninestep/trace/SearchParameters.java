package dev.ninestep.trace;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Parameters;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.regex.Pattern;

/// The parameters of a search, read as people paste them: with quotes, blanks, in any case.
public sealed interface SearchParameters {

  /// They make sense.
  ///
  /// @param query what they ask for
  record Read(SearchQuery query) implements SearchParameters {}

  /// They do not.
  ///
  /// @param why begins with the name of the parameter at fault
  record Malformed(String why) implements SearchParameters {}

  /// How many flows, unless they say.
  int LIMIT = 20;

  /// How many flows at most.
  int HIGHEST_LIMIT = 100;

  /// How many minutes from the moment, unless they say.
  int WITHIN = 5;

  /// How many minutes at most.
  int HIGHEST_WITHIN = 60;

  /// What stands around an id that was cut out of a log, a form or a page.
  Pattern AROUND_AN_ID =
      Pattern.compile("^[\\s\"'`<(]*(?:client_id[\"']?\\s*[=:]\\s*[\"']?)?|[\\s\"'`>),;&]+$");

  /// The version that people write behind the name of a client.
  Pattern VERSION = Pattern.compile("[\\s/(]+v?\\d[\\w.+-]*\\)?$", Pattern.CASE_INSENSITIVE);

  /// Reads the parameters.
  ///
  /// @param parameters as they came
  /// @param now the log's time, for a time of day without a date
  /// @return what they ask for, or what is wrong with them
  static SearchParameters of(Parameters parameters, Instant now) {
    var at = text(parameters, "at").map(text -> Moment.of(text, now));
    if (at.isPresent() && at.get() instanceof Moment.Unclear(var why)) {
      return new Malformed("at: " + why);
    }
    var limit = number(parameters, "limit", LIMIT, HIGHEST_LIMIT);
    if (limit.isEmpty()) {
      return new Malformed("limit: not a number from 1 to " + HIGHEST_LIMIT);
    }
    var within = number(parameters, "within", WITHIN, HIGHEST_WITHIN);
    if (within.isEmpty()) {
      return new Malformed("within: not a number of minutes from 1 to " + HIGHEST_WITHIN);
    }
    var ids = text(parameters, "account").map(SearchParameters::hex);
    if (ids.isPresent() && ids.flatMap(AccountId::parse).isEmpty()) {
      return new Malformed("account: not an account's id");
    }
    var grant = text(parameters, "grant");
    if (grant.isPresent() && grant.flatMap(SearchParameters::flow).isEmpty()) {
      return new Malformed("grant: not a grant's id, which is the reference of its flow");
    }
    var refusal = text(parameters, "refusal");
    if (refusal.isPresent() && refusal.flatMap(SearchParameters::refusal).isEmpty()) {
      return new Malformed("refusal: there is none of this name");
    }
    return checked(
        new SearchQuery(
            text(parameters, "client_id").map(SearchParameters::id),
            text(parameters, "client_name").map(SearchParameters::withoutVersion),
            at.flatMap(Moment::known),
            refusal
                .flatMap(SearchParameters::refusal)
                .map(it -> new ErrorHint(Set.of(it), Set.of()))
                .or(() -> text(parameters, "error").map(ErrorHint::of)),
            ids.flatMap(AccountId::parse),
            grant.flatMap(SearchParameters::flow),
            text(parameters, "redirect_host").map(host -> host.toLowerCase(Locale.ROOT)),
            text(parameters, "pod"),
            Duration.ofMinutes(within.getAsInt()),
            limit.getAsInt()));
  }

  private static SearchParameters checked(SearchQuery query) {
    if (query.isEmpty()) {
      return new Malformed(
          "client_id, at, error: give one of them, or account, grant, redirect_host, client_name,"
              + " refusal");
    }
    if (query.isOnlyThePod() && query.pod().isPresent()) {
      return new Malformed("pod: give at as well");
    }
    if (query.isOnlyTheError() && query.error().filter(ErrorHint::saysNothing).isPresent()) {
      return new Malformed(
          "error: nothing that this server says; give client_id or at as well, or the reference");
    }
    return new Read(query);
  }

  private static Optional<String> text(Parameters parameters, String name) {
    return parameters.get(name).map(String::strip).filter(text -> !text.isEmpty());
  }

  private static String id(String pasted) {
    var id = AROUND_AN_ID.matcher(pasted).replaceAll("").replaceAll("[\\s\\h\\p{Cf}]+", "");
    return id.toLowerCase(Locale.ROOT).startsWith("http") && id.contains("%")
        ? Unescaped.url(id)
        : id;
  }

  /// Reads the reference of a flow as it was pasted.
  ///
  /// @param pasted the reference, with blanks and hyphens in any case
  /// @return the flow, or empty when it is no reference
  static Optional<FlowId> flow(String pasted) {
    return FlowId.parse(hex(pasted));
  }

  private static String hex(String pasted) {
    return pasted.toLowerCase(Locale.ROOT).replaceAll("[\\s-]", "");
  }

  /// Names are looked for by how they begin, so that one registered with its version is found too.
  private static String withoutVersion(String name) {
    return VERSION.matcher(name).replaceFirst("");
  }

  private static Optional<Refusal> refusal(String named) {
    var slug = named.toLowerCase(Locale.ROOT).replaceAll("[\\s_]+", "-");
    return Arrays.stream(Refusal.values()).filter(it -> it.slug().equals(slug)).findFirst();
  }

  private static OptionalInt number(Parameters parameters, String name, int otherwise, int most) {
    try {
      var number = text(parameters, name).map(Integer::parseInt).orElse(otherwise);
      return number >= 1 && number <= most ? OptionalInt.of(number) : OptionalInt.empty();
    } catch (NumberFormatException e) {
      return OptionalInt.empty();
    }
  }
}
