package dev.ninestep.operator;

import dev.ninestep.exchange.FormOrigin;
import dev.ninestep.protocol.FormNonce;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.Session;
import dev.ninestep.token.SealedValues;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Supplier;

/// Tells the forms of the operators' page from what others send in their name.
///
/// @param sealed seals and opens nonces
/// @param origin tells our forms from those of other sites
/// @param now the log's time
record Forms(SealedValues sealed, FormOrigin origin, Supplier<Instant> now) {

  private static final Duration OPEN_FOR = Duration.ofHours(1);

  /// The nonce of the forms of a page.
  String nonce(Session session) {
    return sealed.seal(new FormNonce(session.id(), now.get().plus(OPEN_FOR)));
  }

  /// Why a form is none of ours.
  ///
  /// @return empty when it was shown within this session
  Optional<String> forgery(RoutingContext context, Session session, Parameters sent) {
    if (origin.isForeign(context)) {
      return Optional.of("another site sent the form");
    }
    return sent.get("nonce")
            .flatMap(sealed::openFormNonce)
            .filter(nonce -> nonce.session().equals(session.id()))
            .filter(nonce -> !now.get().isAfter(nonce.expiresAt()))
            .isPresent()
        ? Optional.empty()
        : Optional.of("the form was not made for this session within the last hour");
  }
}
