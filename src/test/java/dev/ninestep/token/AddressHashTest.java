package dev.ninestep.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressHashTest {

  private static final KeyRing RING = KeyRing.generate();
  private static final AddressHash HASH = new AddressHash(RING);

  @ParameterizedTest
  @CsvSource({
    "192.0.2.17, 192.0.2.0/24",
    "255.255.255.255, 255.255.255.0/24",
    "0.0.0.0, 0.0.0.0/24",
    "::ffff:192.0.2.17, 192.0.2.0/24",
    "2001:db8:1:2:3:4:5:6, 2001:db8:1::/48",
    "2001:0DB8:0001::, 2001:db8:1::/48",
    "2001:db8::1, 2001:db8::/48",
    "fe80::1%eth0, fe80::/48",
    "::1, ::/48",
    "::10:0:0:0:0:0, 0:0:10::/48",
    "2001:0:10::1, 2001:0:10::/48"
  })
  void theNetworkIsTheAddressCutShort(String address, String network) {
    assertThat(HASH.of(address).network()).isEqualTo(network);
  }

  @ParameterizedTest
  @CsvSource({
    "192.0.2.17, ::ffff:192.0.2.17",
    "192.0.2.17, ::FFFF:c000:0211",
    "192.0.2.17, 0:0:0:0:0:ffff:192.0.2.17",
    "2001:db8::1, 2001:0DB8:0:0:0:0:0:0001",
    "fe80::1, fe80::1%eth0",
    "2001:db8:1:2::1, 2001:db8:1:2:aaaa:bbbb:cccc:dddd"
  })
  void everySpellingOfAnAddressHashesAlike(String address, String other) {
    assertThat(HASH.of(address)).isEqualTo(HASH.of(other));
  }

  @Test
  void neighboursHashApartInOneNetwork() {
    var one = HASH.of("192.0.2.17");
    var other = HASH.of("192.0.2.18");

    assertThat(one.hash()).isNotEqualTo(other.hash()).matches("[A-Za-z0-9_-]{16}");
    assertThat(one.network()).isEqualTo(other.network());
  }

  // REG-23, REG-25
  @Test
  void hostsOfOneIpv6SubnetAreOneCallerAndThoseOfTheNextAnother() {
    assertThat(HASH.of("2001:db8:1:2::1").hash())
        .isEqualTo(HASH.of("2001:0DB8:1:2::ffff").hash())
        .isNotEqualTo(HASH.of("2001:db8:1:3::1").hash());
  }

  @Test
  void theHashTakesTheKey() {
    assertThat(HASH.of("192.0.2.17").hash())
        .isEqualTo(new AddressHash(RING).of("192.0.2.17").hash())
        .isNotEqualTo(new AddressHash(KeyRing.generate()).of("192.0.2.17").hash());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", "localhost", "unknown", "_hidden", "192.0.2.256", "%", "a%b", "1.2.3.4:80"})
  void whatIsNoAddressIsOneUnknownCaller(String text) {
    assertThat(HASH.of(text)).isEqualTo(HASH.of("unknown"));
    assertThat(HASH.of(text).network()).isEqualTo("unknown");
  }

  @Test
  void everyThreadMayHash() {
    var expected = HASH.of("192.0.2.17");

    assertThat(Stream.generate(() -> HASH.of("192.0.2.17")).limit(1_000).parallel())
        .allMatch(expected::equals);
  }
}
