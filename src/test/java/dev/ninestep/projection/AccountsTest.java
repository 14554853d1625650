package dev.ninestep.projection;

import static dev.ninestep.projection.Database.get;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Role;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(Database.Fresh.class)
final class AccountsTest {

  private static final AccountId ANNA = new AccountId(1, 2);
  private static final AccountId BERT = new AccountId(3, 4);
  private static final PasswordHash OLD =
      new PasswordHash("$argon2id$v=19$m=8,t=1,p=1$b2xk$aGFzaA");
  private static final PasswordHash NEW =
      new PasswordHash("$argon2id$v=19$m=8,t=1,p=1$bmV3$aGFzaA");

  private final Database database;
  private final Accounts accounts;
  private final Persons persons;

  AccountsTest(Database database) {
    this.database = database;
    var projection = database.projection();
    accounts = projection.accounts();
    persons = projection.persons();
  }

  @Test
  void aLoginIsFoundInAnyCase() {
    get(accounts.create(ANNA, "Anna@Example.com", Role.SUPPORT, OLD));
    var anna = new StoredAccount(ANNA, "Anna@Example.com", Role.SUPPORT, Optional.of(OLD));
    assertThat(get(accounts.findByLogin("anna@example.COM"))).contains(anna);
    assertThat(get(accounts.find(ANNA))).contains(anna);
    assertThat(get(accounts.findByLogin("anna@example.co"))).isEmpty();
    assertThat(get(accounts.find(BERT))).isEmpty();
  }

  @Test
  void aTakenLoginIsRefusedAndChangesNothing() {
    assertThat(get(accounts.create(ANNA, "anna", Role.USER, OLD))).isTrue();
    assertThat(get(accounts.create(BERT, "ANNA", Role.USER, NEW))).isFalse();
    assertThat(get(accounts.find(BERT))).isEmpty();
    assertThat(get(accounts.find(ANNA)).flatMap(StoredAccount::password)).contains(OLD);
  }

  @Test
  void aNewPasswordReplacesTheOldOne() {
    get(accounts.create(ANNA, "anna", Role.USER, OLD));
    assertThat(get(accounts.setPassword(ANNA, NEW))).isTrue();
    assertThat(get(accounts.find(ANNA)).flatMap(StoredAccount::password)).contains(NEW);
    assertThat(get(accounts.setPassword(BERT, NEW))).isFalse();
  }

  /// (AD-08)
  @Test
  void whoWasErasedIsNowhereAndTheNameBelongsToAnotherAccount() {
    get(accounts.create(ANNA, "Anna@Example.com", Role.USER, OLD));
    var kept = get(persons.find(ANNA)).orElseThrow();
    assertThat(kept.account().login()).isEqualTo("Anna@Example.com");
    assertThat(kept.credentials()).containsOnlyKeys("password");

    assertThat(get(persons.erase(ANNA))).isTrue();

    assertThat(get(persons.erase(ANNA))).isFalse();
    assertThat(get(persons.find(ANNA))).isEmpty();
    assertThat(get(accounts.findByLogin("anna@example.com"))).isEmpty();
    for (var table : List.of("account", "credential")) {
      assertThat(database.sql("SELECT * FROM " + table)).as(table).isEmpty();
    }
    assertThat(get(accounts.create(BERT, "anna@example.com", Role.USER, NEW))).isTrue();
    assertThat(get(accounts.findByLogin("Anna@Example.com")).map(StoredAccount::id)).contains(BERT);
  }

  @Test
  void aPasswordHashIsNeverPrinted() {
    var account = new StoredAccount(ANNA, "anna", Role.USER, Optional.of(OLD));
    assertThat(account.toString()).contains("[redacted]").doesNotContain("argon2id");
  }
}
