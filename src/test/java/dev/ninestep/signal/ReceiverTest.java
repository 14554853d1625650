package dev.ninestep.signal;

import static dev.ninestep.signal.MemoryEndedGrants.ANNA;
import static dev.ninestep.signal.MemoryEndedGrants.FILES;
import static dev.ninestep.signal.Records.known;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.GrantRevoked;
import dev.ninestep.event.Key;
import dev.ninestep.event.RevokedBy;
import dev.ninestep.fold.RevocationCause;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.token.EventSubject;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;

/// Who is told of what.
class ReceiverTest {

  private static final ResourceUri MAIL = new ResourceUri("https://mail.example/mcp");

  private static Receiver receiver(ResourceUri... resources) {
    return new Receiver(
        "files",
        URI.create("https://files.example/events"),
        "files",
        Optional.of("Bearer secret"),
        Set.of(resources));
  }

  private static Signal signal(EventSubject subject, Optional<ResourceUri> resource) {
    var revoked = new GrantRevoked(RevokedBy.USER, Optional.empty(), Optional.empty());
    return new Signal(
        known(new Key.OfFlow(new FlowId(1, 2)), revoked, 5),
        subject,
        resource,
        Ending.of(RevocationCause.BY_USER));
  }

  @Test
  void whoNamesResourcesIsToldOfTheirGrantsAlone() {
    var session = new EventSubject.Session(ANNA, new FlowId(1, 2));
    var ofFiles = signal(session, Optional.of(FILES));
    assertThat(receiver(FILES).wants(ofFiles)).isTrue();
    assertThat(receiver(MAIL, FILES).wants(ofFiles)).isTrue();
    assertThat(receiver(MAIL).wants(ofFiles)).isFalse();
    assertThat(receiver().wants(ofFiles)).isTrue();
  }

  @Test
  void anAccountOrAClientIsEverybodysConcern() {
    var suspended = signal(new EventSubject.User(ANNA), Optional.empty());
    assertThat(receiver(MAIL).wants(suspended)).isTrue();
    assertThat(receiver().wants(suspended)).isTrue();
  }

  @Test
  void anEventForItNamesItAsTheAudience() {
    var event = signal(new EventSubject.User(ANNA), Optional.empty()).eventFor(receiver());
    assertThat(event.audience()).isEqualTo("files");
    assertThat(event.transaction()).contains(new FlowId(1, 2));
  }
}
