package dev.ninestep.account;

import static dev.ninestep.account.SignInServer.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.Role;
import dev.ninestep.token.Mint;
import io.vertx.core.Vertx;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccountSetupTest {

  private final Vertx vertx = Vertx.vertx();
  private final RememberedAccounts accounts = new RememberedAccounts();
  private final Passwords passwords =
      new Passwords(vertx, SignInServer.CHEAP, new Passwords.Capacity(1, 1));
  private final AccountSetup setup =
      new AccountSetup(new Credentials(accounts, passwords), new Mint());

  @AfterEach
  void stop() {
    passwords.close();
    await(vertx.close());
  }

  @Test
  void aNewAccountGetsAPasswordThatIsToldOnce() {
    var created = (Ensured.Created) ensure("demo", Optional.empty());

    var generated = created.generated().orElseThrow().value();
    assertThat(generated).matches("([2-9a-hjkmnp-z]{5}-){3}[2-9a-hjkmnp-z]{5}");
    assertThat(ensure("demo", Optional.of(generated)))
        .as("it is the password")
        .isEqualTo(new Ensured.Unchanged(created.account()));
    assertThat(ensure("demo", Optional.empty()))
        .isEqualTo(new Ensured.Unchanged(created.account()));
  }

  @Test
  void aPasswordThatWasGivenIsNotTold() {
    var created = (Ensured.Created) ensure("support", Optional.of("correct horse"));

    assertThat(created.generated()).isEmpty();
    assertThat(await(accounts.findByLogin("support")).orElseThrow().role()).isEqualTo(Role.SUPPORT);
  }

  @Test
  void anotherPasswordGivenLaterReplacesTheFirst() {
    var created = ensure("demo", Optional.of("correct horse"));

    assertThat(ensure("demo", Optional.of("battery staple")))
        .isEqualTo(new Ensured.PasswordSet(created.account()));
    assertThat(ensure("demo", Optional.of("battery staple")))
        .isEqualTo(new Ensured.Unchanged(created.account()));
  }

  @Test
  void ofTwoThatCreateTheSameLoginAtOnceOneDoes() {
    var password = Optional.of("correct horse");

    var first = setup.ensure(new Login("demo"), Role.USER, password.flatMap(Password::parse));
    var second = setup.ensure(new Login("demo"), Role.USER, password.flatMap(Password::parse));

    assertThat(await(second).account()).isEqualTo(await(first).account());
    assertThat(List.of(await(first), await(second)))
        .hasOnlyElementsOfTypes(Ensured.Created.class, Ensured.Unchanged.class)
        .doesNotHaveDuplicates();
  }

  private Ensured ensure(String login, Optional<String> password) {
    var role = login.equals("support") ? Role.SUPPORT : Role.USER;
    return await(setup.ensure(new Login(login), role, password.flatMap(Password::parse)));
  }
}
