package dev.ninestep.acceptance;

import io.vertx.core.MultiMap;
import java.util.Optional;
import java.util.function.BiFunction;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/// One thing that goes wrong between a client and a server.
///
/// @param before answers in the server's place
/// @param request changes what is asked
/// @param response changes what is answered
/// @param buffers whether streams are held back until they end
record Breakage(
    Function<Asked, Optional<Said>> before,
    UnaryOperator<Asked> request,
    BiFunction<Asked, Said, Said> response,
    boolean buffers) {

  /// The status of an answer that never comes.
  static final int NEVER = 0;

  static final Breakage NOTHING =
      new Breakage(_ -> Optional.empty(), asked -> asked, (_, said) -> said, false);

  /// That a stream is buffered.
  static final Breakage BUFFERED =
      new Breakage(NOTHING.before, NOTHING.request, NOTHING.response, true);

  /// A request.
  record Asked(String method, String uri, MultiMap headers, String body) {

    boolean isFor(String path) {
      return uri.equals(path) || uri.startsWith(path + "?");
    }

    Asked withUri(String other) {
      return new Asked(method, other, headers, body);
    }

    /// The same without a header.
    Asked without(String name) {
      headers.remove(name);
      return this;
    }
  }

  /// An answer.
  record Said(int status, MultiMap headers, String body) {

    static Said of(int status, String type, String body) {
      return new Said(status, MultiMap.caseInsensitiveMultiMap().add("Content-Type", type), body);
    }

    static Said page(int status) {
      return of(status, "text/html", "<!doctype html><title>Something</title><p>Something.");
    }

    Said withStatus(int other) {
      return new Said(other, headers, body);
    }

    /// The same with other words in its body.
    Said saying(String instead, String of) {
      return new Said(status, headers, body.replace(of, instead));
    }

    /// The same without a header.
    Said without(String name) {
      headers.remove(name);
      return this;
    }

    /// The same with one more header.
    Said with(String name, String value) {
      headers.set(name, value);
      return this;
    }

    /// The same with a header changed by a regular expression.
    Said with(String name, String regex, String replacement) {
      var value = headers.get(name);
      if (value != null) {
        headers.set(name, value.replaceAll(regex, replacement));
      }
      return this;
    }
  }

  static Breakage instead(Predicate<Asked> of, Said said) {
    return new Breakage(
        asked -> of.test(asked) ? Optional.of(said) : Optional.empty(),
        NOTHING.request,
        NOTHING.response,
        false);
  }

  /// Answers some requests never.
  static Breakage hanging(Predicate<Asked> some) {
    return new Breakage(
        NOTHING.before,
        NOTHING.request,
        (asked, said) -> some.test(asked) ? said.withStatus(NEVER) : said,
        false);
  }

  static Breakage asking(UnaryOperator<Asked> change) {
    return new Breakage(NOTHING.before, change, NOTHING.response, false);
  }

  static Breakage answering(UnaryOperator<Said> change) {
    return answering(_ -> true, change);
  }

  static Breakage answering(Predicate<Asked> to, UnaryOperator<Said> change) {
    return new Breakage(
        NOTHING.before,
        NOTHING.request,
        (asked, said) -> to.test(asked) ? change.apply(said) : said,
        false);
  }

  Optional<Said> instead(Asked asked) {
    return before.apply(asked);
  }

  Asked changed(Asked asked) {
    return request.apply(asked);
  }

  Said answered(Asked asked, Said said) {
    return response.apply(asked, said);
  }
}
