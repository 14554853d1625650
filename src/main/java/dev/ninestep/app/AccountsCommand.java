package dev.ninestep.app;

import dev.ninestep.account.AccountSetup;
import dev.ninestep.account.Ensured;
import dev.ninestep.account.GeneratedPassword;
import dev.ninestep.account.Login;
import dev.ninestep.account.NewPassword;
import dev.ninestep.account.Password;
import dev.ninestep.app.configuration.Configuration;
import dev.ninestep.app.configuration.Sources;
import dev.ninestep.decision.CreditAccount;
import dev.ninestep.event.AccountReinstated;
import dev.ninestep.event.AccountSuspended;
import dev.ninestep.event.EndOfSessions;
import dev.ninestep.event.Event;
import dev.ninestep.event.SessionsEnded;
import dev.ninestep.projection.Accounts;
import dev.ninestep.projection.Projection;
import dev.ninestep.protocol.AccountId;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.CreditKey;
import dev.ninestep.protocol.Role;
import dev.ninestep.token.Mint;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/// Who may sign in.
@Command(
    name = "accounts",
    mixinStandardHelpOptions = true,
    description = "Makes accounts, signs them out, suspends, reinstates and credits them.")
final class AccountsCommand implements Runnable {

  private static final String PASSWORD = "NINESTEP_ACCOUNT_PASSWORD";
  private static final long SECONDS = 30;

  @SuppressWarnings("NullAway.Init") // set before a command runs
  @Spec
  private CommandSpec spec;

  @Override
  public void run() {
    throw new ParameterException(spec.commandLine(), "Which command?");
  }

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
              description = "user or support; an account that is there keeps its own.")
          String role)
      throws CannotStart {
    var login = login(named);
    var configuration = configuration(named.config);
    var outcome = ensure(configuration, login, role(role));
    if (outcome instanceof Ensured.PasswordSet(var account)) {
      new AccountFacts(OpenLog.prepare(configuration))
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
    decide(named, account -> new AccountSuspended(account, operator(), reason));
    say(named, "suspended");
  }

  @Command(
      name = "reinstate",
      mixinStandardHelpOptions = true,
      description = "Lifts a suspension. Apps go on; the user signs in again.")
  void reinstate(@Mixin NamedAccount named) throws CannotStart {
    decide(named, account -> new AccountReinstated(account, operator()));
    say(named, "reinstated");
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
    var configuration = configuration(named.config);
    var projection = projection(configuration);
    var account = find(named, projection.accounts());
    var facts = new CreditFacts(new AccountFacts(OpenLog.prepare(configuration)), projection);
    var command = new CreditAccount(account, much, called, new Mint().attempt(), operator());
    say(named, words(facts.give(command), configuration.billing().currency()));
  }

  private String words(CreditAccount.Outcome outcome, String currency) {
    return switch (outcome) {
      case CreditAccount.Outcome.Given(var balance) ->
          "credited, the balance is " + balance + " " + currency;
      case CreditAccount.Outcome.GivenBefore(var balance) ->
          "was credited before, the balance is " + balance + " " + currency;
      case CreditAccount.Outcome.NotGiven(var refused) ->
          throw new ParameterException(spec.commandLine(), refused.refusal().description());
    };
  }

  private <T> T need(String form, Optional<T> read) {
    return read.orElseThrow(() -> new ParameterException(spec.commandLine(), form));
  }

  private void decide(NamedAccount named, Function<AccountId, Event> decision) throws CannotStart {
    var configuration = configuration(named.config);
    var account = find(named, projection(configuration).accounts());
    new AccountFacts(OpenLog.prepare(configuration)).tell(account, decision.apply(account));
  }

  private AccountId find(NamedAccount named, Accounts accounts) throws CannotStart {
    return need("--login: nobody has this name", await(accounts.findByLogin(login(named).value())))
        .id();
  }

  private void say(NamedAccount named, String what) {
    spec.commandLine().getOut().println(named.login + ": " + what);
  }

  /// Who decides, as far as the machine knows them.
  private static String operator() {
    return System.getProperty("user.name", "operator");
  }

  private Login login(NamedAccount named) {
    return need("--login: 1 to 200 characters without controls", Login.parse(named.login));
  }

  private Configuration configuration(Path file) throws CannotStart {
    var sources = new Sources(Map.of(), Optional.of(file), System.getenv(), Map.of());
    return Usable.of(sources, spec.commandLine().getErr());
  }

  private Role role(String name) {
    return switch (name) {
      case "user" -> Role.USER;
      case "support" -> Role.SUPPORT;
      default -> throw new ParameterException(spec.commandLine(), "--role: user or support");
    };
  }

  private static Ensured ensure(Configuration configuration, Login login, Role role)
      throws CannotStart {
    var teardown = Teardown.atExit();
    var vertx = vertx(teardown);
    var accounts = Database.open(vertx, configuration, teardown).accounts();
    var credentials = People.credentials(vertx, accounts, configuration.signIn().slots(), teardown);
    return await(new AccountSetup(credentials, new Mint()).ensure(login, role, given(login)));
  }

  private static Vertx vertx(Teardown teardown) {
    var vertx = Vertx.vertx();
    teardown.add("the event loops", () -> vertx.close().await(SECONDS, TimeUnit.SECONDS));
    return vertx;
  }

  private static Projection projection(Configuration configuration) throws CannotStart {
    var teardown = Teardown.atExit();
    return Database.open(vertx(teardown), configuration, teardown);
  }

  private static <T> T await(Future<T> answer) throws CannotStart {
    try {
      return answer.await(SECONDS, TimeUnit.SECONDS);
    } catch (Exception e) { // a future may fail with anything, checked or not
      throw new CannotStart(CannotStart.UNAVAILABLE, "postgres: " + Causes.words(e), e);
    }
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
