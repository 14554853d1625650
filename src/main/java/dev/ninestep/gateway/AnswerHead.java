package dev.ninestep.gateway;

import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;

/// What the head of an upstream's answer means. Its status is compared and looked for in no set:
/// this is asked several times a call.
final class AnswerHead {

  private static final int ERRORS = 400;

  private AnswerHead() {}

  /// Whether the upstream did what was asked, so that it is to be paid.
  static boolean serves(HttpClientResponse from) {
    return from.statusCode() < ERRORS;
  }

  /// Whether it does not take our word for who calls. The client's token was right, so nothing of
  /// this is its business.
  static boolean refusesUs(HttpClientResponse from) {
    return from.statusCode() == 401 || from.statusCode() == 403;
  }

  /// Whether it sends the client elsewhere, past the gateway.
  static boolean redirects(HttpClientResponse from) {
    return switch (from.statusCode()) {
      case 301, 302, 303, 307, 308 -> true;
      default -> false;
    };
  }

  /// Where an upstream leads, without what may be secret: the query, the fragment, a password.
  static String whereTo(HttpClientResponse from) {
    var to = String.valueOf(from.getHeader(HttpHeaders.LOCATION));
    return from.statusCode()
        + " to "
        + to.replaceFirst("[?#].*", "").replaceFirst("//[^/]*@", "//");
  }

  /// Whether there is a body that ends when it ends.
  ///
  /// @param method of the call
  static boolean isOfUnknownLength(HttpClientResponse from, HttpMethod method) {
    return from.getHeader(HttpHeaders.CONTENT_LENGTH) == null
        && !method.equals(HttpMethod.HEAD)
        && from.statusCode() != 204
        && from.statusCode() != 304;
  }
}
