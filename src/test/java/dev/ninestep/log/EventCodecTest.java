package dev.ninestep.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.CallRefused;
import dev.ninestep.event.Caller;
import dev.ninestep.event.CodePresented;
import dev.ninestep.event.Event;
import dev.ninestep.event.Evidence;
import dev.ninestep.event.Key;
import dev.ninestep.event.Logged;
import dev.ninestep.event.MetadataServed;
import dev.ninestep.event.Position;
import dev.ninestep.event.Refusal;
import dev.ninestep.event.Repeated;
import dev.ninestep.event.StepRefused;
import dev.ninestep.event.TokensIssued;
import dev.ninestep.event.Topic;
import dev.ninestep.protocol.FlowId;
import dev.ninestep.protocol.Step;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

/// A record that is not as we write it closes what its key names, whatever is wrong with it.
class EventCodecTest {

  private static final Position HERE = new Position(Topic.FLOW, 3, 17);
  private static final Instant AT = Instant.parse("2026-11-21T14:03:17.208Z");
  private static final Key KEY =
      new Key.OfFlow(new FlowId(0x6f1c2b9a4d3e5f70L, 0x8192a3b4c5d6e7f8L));
  private static final FrozenRecord GOOD = good(CodePresented.class);

  private static FrozenRecord good(Class<? extends Event> event) {
    try {
      return FrozenRecord.of(Schemas.read(Schemas.example(event)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Event event(FrozenRecord record) {
    assertThat(record.decoded()).isInstanceOf(Logged.Known.class);
    return ((Logged.Known) record.decoded()).fact().event();
  }

  static Stream<Arguments> spoiled() {
    return Stream.of(
        spoiled(GOOD.with("ce_specversion", "2.0"), "header ce_specversion is not 1.0"),
        spoiled(GOOD.without("ce_specversion"), "header ce_specversion is not 1.0"),
        spoiled(
            GOOD.with("content-type", "application/cloudevents+json"),
            "header content-type is not application/json"),
        spoiled(GOOD.without("ce_type"), "header ce_type is missing"),
        spoiled(
            GOOD.with("ce_type", "dev.ninestep.code-presented.v2"),
            "header ce_type names no event of this version"),
        spoiled(
            GOOD.with("ce_type", "dev.ninestep.moon-landed.v1"),
            "header ce_type names no event of this version"),
        spoiled(GOOD.without("ce_id"), "header ce_id is missing"),
        spoiled(GOOD.with("ce_id", "17"), "header ce_id cannot be read"),
        spoiled(GOOD.without("ce_source"), "header ce_source is missing"),
        spoiled(GOOD.with("ce_correlationid", "6F1C"), "header ce_correlationid cannot be read"),
        spoiled(GOOD.with("ce_requestid", ""), "header ce_requestid cannot be read"),
        spoiled(GOOD.with("ce_subject", "a b"), "header ce_subject cannot be read"),
        spoiled(GOOD.withData(""), "data is not an object"),
        spoiled(GOOD.withData("null"), "data is not an object"),
        spoiled(GOOD.withData("[]"), "data is not an object"),
        spoiled(GOOD.withData("{\"attempt\":"), "data is not JSON at byte 11"),
        spoiled(GOOD.withData("{} {}"), "data lacks attempt"),
        spoiled(GOOD.withData(GOOD.data() + "{}"), "data is more than one value"),
        spoiled(changed("\"91f3a7c05e2b4d68\"", "\"91f3\""), "data/attempt is not an attempt"),
        spoiled(changed("\"91f3a7c05e2b4d68\"", "17"), "data/attempt is not a string"),
        spoiled(changed("\"91f3a7c05e2b4d68\"", "null"), "data lacks attempt"),
        spoiled(changed("14:03:19.708Z", "24:03:19.708Z"), "data/void_after is not an instant"),
        spoiled(changed("\"caller\":{", "\"caller\":[{"), "data/caller is not an object"),
        spoiled(changed("\"network\"", "\"net\""), "data/caller lacks network"));
  }

  private static Arguments spoiled(FrozenRecord record, String why) {
    return Arguments.of(record, why);
  }

  private static FrozenRecord changed(String part, String other) {
    return GOOD.withData(GOOD.data().replace(part, other));
  }

  @ParameterizedTest
  @MethodSource("spoiled")
  void aSpoiledRecordClosesWhatItsKeyNames(FrozenRecord record, String why) {
    assertThat(record).isNotEqualTo(GOOD);
    assertThat(record.decoded()).isEqualTo(new Logged.Unreadable(HERE, AT, Optional.of(KEY), why));
  }

  /// Whoever passes it over unread must come to the same state as whoever tried to read it.
  @Test
  void aSpoiledRecordThatWasOnlyToldClosesNothing() {
    var told = good(TokensIssued.class);
    for (var spoiled :
        List.of(
            told.withData("{"),
            told.without("ce_id"),
            told.with("ce_specversion", "2.0"),
            told.without("ce_source"))) {
      assertThat(EventCodec.isTold(spoiled.consumed())).isTrue();
      assertThat(spoiled.decoded())
          .isInstanceOfSatisfying(
              Logged.Unreadable.class, broken -> assertThat(broken.key()).isEmpty());
    }
  }

  @Test
  void whatWasCountedIsReadBack() {
    var repeated = Optional.of(new Repeated(9_990, AT, AT.plusSeconds(42)));
    var caller = new Caller("hash", "192.0.2.0/24", Optional.empty());
    for (var event :
        List.<Event>of(
            new MetadataServed("jwks", "/jwks", caller, repeated),
            new StepRefused(
                Step.TOKEN,
                Refusal.GRANT_TYPE_MISSING,
                Optional.empty(),
                Evidence.NONE,
                caller,
                repeated))) {
      assertThat(EventCodec.read(EventCodec.type(event.getClass()), EventCodec.json(event)))
          .contains(event);
    }
  }

  @Test
  void aRecordOfAnUnknownTypeMayHaveDecided() {
    assertThat(EventCodec.isTold(GOOD.consumed())).isFalse();
    assertThat(EventCodec.isTold(GOOD.without("ce_type").consumed())).isFalse();
    var newer = GOOD.with("ce_type", "dev.ninestep.tokens-issued.v2");
    assertThat(EventCodec.isTold(newer.consumed())).isFalse();
  }

  @Test
  void aRecordWithoutAKeyThatCanBeReadClosesNothing() {
    var why = "key is not of a flow, client or account";
    for (var key : new String[] {"", "flow/", "flow/17", "tenant/x", "client/a b"}) {
      assertThat(GOOD.withKey(key).decoded())
          .isEqualTo(new Logged.Unreadable(HERE, AT, Optional.empty(), why));
    }
  }

  @Test
  void aRecordWithoutKeyOrValueIsUnreadable() {
    var good = GOOD.consumed();
    var noKey = new ConsumerRecord<byte[], byte[]>("ninestep.flow", 3, 17, null, good.value());
    assertThat(EventCodec.decode(noKey, Topic.FLOW)).isInstanceOf(Logged.Unreadable.class);

    var noValue = new ConsumerRecord<byte[], byte[]>("ninestep.flow", 3, 17, good.key(), null);
    good.headers().forEach(noValue.headers()::add);
    assertThat(EventCodec.decode(noValue, Topic.FLOW))
        .isInstanceOfSatisfying(
            Logged.Unreadable.class,
            unreadable -> {
              assertThat(unreadable.key()).contains(KEY);
              assertThat(unreadable.why()).isEqualTo("data is missing");
            });
  }

  @Test
  void noPartOfTheContentIsInTheReason() {
    var record = GOOD.withData("{\"attempt\":\"hunter2\", hunter2");
    assertThat(record.decoded())
        .isInstanceOfSatisfying(
            Logged.Unreadable.class,
            unreadable -> assertThat(unreadable.why()).doesNotContain("hunter2"));
  }

  @Test
  void whatANewerWriterAddsIsPassedOver() {
    var more = changed("{\"attempt\"", "{\"new\":{\"a\":[1,{}]},\"attempt\"");
    assertThat(event(more)).isEqualTo(event(GOOD));
    assertThat(event(GOOD.with("ce_newer", "thing"))).isEqualTo(event(GOOD));
  }

  @Test
  void theOrderOfMembersDoesNotMatter() {
    var attempt = "\"attempt\":\"91f3a7c05e2b4d68\"";
    var moved = GOOD.data().replace(attempt + ",", "").replaceAll("}$", "," + attempt + "}");
    assertThat(moved).isNotEqualTo(GOOD.data()).endsWith("d68\"}");
    assertThat(event(GOOD.withData(moved))).isEqualTo(event(GOOD));
  }

  @Test
  void aMissingOptionalMemberIsEmptyAndSoIsANull() {
    var refused = good(CallRefused.class);
    var evidence = refused.data().indexOf("\"evidence\":{") + "\"evidence\":{".length();
    var bare =
        refused.data().substring(0, evidence)
            + refused.data().substring(refused.data().indexOf("}"));
    assertThat(((CallRefused) event(refused.withData(bare))).evidence()).isEqualTo(Evidence.NONE);
    var nulls = changed("\"ExampleClient/1.4 (linux)\"", "null");
    assertThat(((CodePresented) event(nulls)).caller().agent()).isEmpty();
  }

  @ParameterizedTest
  @EnumSource(Refusal.class)
  void everyRefusalIsWrittenAsItsSlug(Refusal refusal) {
    var example = (CallRefused) event(good(CallRefused.class));
    var refused =
        new CallRefused(
            refusal,
            example.client(),
            example.account(),
            example.resource(),
            example.method(),
            example.count(),
            example.evidence(),
            example.caller());
    var json = new String(EventCodec.json(refused), UTF_8);
    assertThat(json).startsWith("{\"refusal\":\"" + refusal.slug() + "\"");
    assertThat(event(good(CallRefused.class).withData(json))).isEqualTo(refused);
  }
}
