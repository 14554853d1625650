package dev.ninestep.app;

import dev.ninestep.account.AccountSetup;
import dev.ninestep.account.Ensured;
import dev.ninestep.account.GeneratedPassword;
import dev.ninestep.account.Login;
import dev.ninestep.account.NewPassword;
import dev.ninestep.account.Password;
import dev.ninestep.decision.CreditAccount;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.Event;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.operator.Export;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.Role;
import dev.ninestep.token.Mint;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;

/// Who may sign in.
@Command(
    name = "accounts",
    mixinStandardHelpOptions = true,
    description =
        "Makes accounts, signs them out, suspends, reinstates, credits, exports and erases them.")
final class AccountsCommand extends CommandGroup {

  private static final String PASSWORD = "NINESTEP_ACCOUNT_PASSWORD";

  @Command(
      name = "create",
      mixinStandardHelpOptions = true,
      description =
          "Makes an account, with a generated password that is printed once, or the one in "
              + PASSWORD
              + ", which an account that is there gets too: then whoever is signed in with it is"
              + " signed out.")
  void create(
      @Mixin NamedAccount named,
      @Option(
              names = "--role",
              defaultValue = "user",
              paramLabel = "ROLE",
              description = "user, support or operator; an account that is there keeps its own.")
          String role)
      throws CannotStart {
    var login = login(named);
    var desk = desk(named);
    var outcome = ensure(desk, login, role(role));
    if (outcome instanceof Ensured.PasswordSet(var account)) {
      new AccountFacts(OpenLog.prepare(desk.configuration()))
          .tell(account, new SessionsEnded(account, EndOfSessions.PASSWORD_CHANGED));
    }
    say(named, words(outcome));
  }

  @Command(
      name = "sign-out",
      mixinStandardHelpOptions = true,
      description = "Signs an account out in every browser.")
  void signOut(@Mixin NamedAccount named) throws CannotStart {
    decide(named, account -> new SessionsEnded(account, EndOfSessions.OPERATOR));
    say(named, "signed out everywhere");
  }

  @Command(
      name = "suspend",
      mixinStandardHelpOptions = true,
      description =
          "Refuses everything that is done in the name of an account: calls, refreshes and"
              + " sign-ins, on every pod, until it is reinstated.")
  void suspend(
      @Mixin NamedAccount named,
      @Option(
              names = "--reason",
              required = true,
              paramLabel = "TEXT",
              description = "Why, for whoever looks into it later; the user is not told.")
          String reason)
      throws CannotStart {
    decide(named, account -> new AccountSuspended(account, Desk.operator(), reason));
    say(named, "suspended");
  }

  @Command(
      name = "reinstate",
      mixinStandardHelpOptions = true,
      description = "Lifts a suspension. Apps go on; the user signs in again.")
  void reinstate(@Mixin NamedAccount named) throws CannotStart {
    decide(named, account -> new AccountReinstated(account, Desk.operator()));
    say(named, "reinstated");
  }

  @Command(
      name = "export",
      mixinStandardHelpOptions = true,
      description = "Prints everything that is kept about the owner of an account, as JSON.")
  void export(@Mixin NamedAccount named) throws CannotStart {
    var desk = desk(named);
    var account = find(named, desk);
    var balance = Desk.await(desk.projection().purse(account)).balance();
    var export = new Export(desk.projection().persons(), desk.projection().grants());
    var found = Desk.await(export.of(account, balance, Instant.now()));
    var told = need("--login: nobody has this name", found);
    spec().commandLine().getOut().println(told.encodePrettily());
  }

  @Command(
      name = "erase",
      mixinStandardHelpOptions = true,
      description =
          "Ends all that is connected to an account, and erases whose it was: name, credentials and"
              + " sessions. Cannot be undone. Needs a running projector.")
  void erase(@Mixin NamedAccount named) throws CannotStart {
    var desk = desk(named);
    var ended = AccountErasure.of(desk).run(find(named, desk));
    say(named, "erased, and " + ended + " connections ended");
  }

  @Command(
      name = "credit",
      mixinStandardHelpOptions = true,
      description =
          "Gives an account money, once for each key however often it is called. Needs a running"
              + " projector to say what came of it.")
  void credit(
      @Mixin NamedAccount named,
      @Option(
              names = "--amount",
              required = true,
              paramLabel = "AMOUNT",
              description = "How much, such as 10.00.")
          String amount,
      @Option(
              names = "--key",
              required = true,
              paramLabel = "KEY",
              description = "What the credit is called, such as the number of a payment.")
          String key)
      throws CannotStart {
    var much = need("--amount: an amount such as 10.00", Amount.parse(amount));
    var called = need("--key: 1 to 64 of A-Z a-z 0-9 . _ : -", CreditKey.parse(key));
    var desk = desk(named);
    var account = find(named, desk);
    var log = OpenLog.prepare(desk.configuration());
    var facts = new CreditFacts(new AccountFacts(log), desk.projection());
    var command = new CreditAccount(account, much, called, new Mint().attempt(), Desk.operator());
    say(named, words(facts.give(command), desk.configuration().billing().currency()));
  }

  private String words(CreditAccount.Outcome outcome, String currency) {
    return switch (outcome) {
      case CreditAccount.Outcome.Given(var balance) ->
          "credited, the balance is " + balance + " " + currency;
      case CreditAccount.Outcome.GivenBefore(var balance) ->
          "was credited before, the balance is " + balance + " " + currency;
      case CreditAccount.Outcome.NotGiven(var refused) ->
          throw new ParameterException(spec().commandLine(), refused.refusal().description());
    };
  }

  private <T> T need(String form, Optional<T> read) {
    return read.orElseThrow(() -> new ParameterException(spec().commandLine(), form));
  }

  private void decide(NamedAccount named, Function<AccountId, Event> decision) throws CannotStart {
    var desk = desk(named);
    var account = find(named, desk);
    new AccountFacts(OpenLog.prepare(desk.configuration())).tell(account, decision.apply(account));
  }

  private AccountId find(NamedAccount named, Desk desk) throws CannotStart {
    return need("--login: nobody has this name", desk.account(login(named)));
  }

  private Desk desk(NamedAccount named) throws CannotStart {
    return Desk.open(named.config, spec().commandLine().getErr());
  }

  private void say(NamedAccount named, String what) {
    spec().commandLine().getOut().println(named.login + ": " + what);
  }

  private Login login(NamedAccount named) {
    return need("--login: 1 to 200 characters without controls", Login.parse(named.login));
  }

  private Role role(String name) {
    return switch (name) {
      case "user" -> Role.USER;
      case "support" -> Role.SUPPORT;
      case "operator" -> Role.OPERATOR;
      default ->
          throw new ParameterException(spec().commandLine(), "--role: user, support or operator");
    };
  }

  private static Ensured ensure(Desk desk, Login login, Role role) throws CannotStart {
    var credentials =
        People.credentials(
            desk.vertx(),
            desk.projection().accounts(),
            desk.configuration().signIn().slots(),
            desk.teardown());
    return Desk.await(new AccountSetup(credentials, new Mint()).ensure(login, role, given(login)));
  }

  private static Optional<Password> given(Login login) throws CannotStart {
    var text = System.getenv().getOrDefault(PASSWORD, "");
    var fault = text.isEmpty() ? Optional.<String>empty() : NewPassword.fault(text, login);
    if (fault.isPresent()) {
      throw new CannotStart(CannotStart.UNUSABLE_CONFIGURATION, PASSWORD + ": " + fault.get());
    }
    return Password.parse(text);
  }

  private static String words(Ensured outcome) {
    return switch (outcome) {
      case Ensured.Created(_, var generated) ->
          generated
              .map(GeneratedPassword::value)
              .map(password -> "created, with the password " + password)
              .orElse("created, with the password in " + PASSWORD);
      case Ensured.PasswordSet _ ->
          "has the password in " + PASSWORD + " now, and is signed out everywhere";
      case Ensured.Unchanged _ -> "was there already and is unchanged";
    };
  }
}
