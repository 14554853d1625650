package dev.ninestep.app.configuration;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.decision.RedirectPolicy;
import dev.ninestep.exchange.TrustedProxies;
import dev.ninestep.fold.SignInAttempts.Limits;
import dev.ninestep.gateway.CallLimits;
import dev.ninestep.gateway.IdentityHeaders;
import dev.ninestep.gateway.NeededScopes;
import dev.ninestep.gateway.Prices;
import dev.ninestep.gateway.UpstreamTerms;
import dev.ninestep.log.SealPace;
import dev.ninestep.projection.Retention;
import dev.ninestep.protocol.Amount;
import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Issuer;
import dev.ninestep.protocol.Scope;
import dev.ninestep.signal.Receiver;
import dev.ninestep.step.AfterRefusal;
import dev.ninestep.token.KeyRing;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// What the program is told before it starts; see [Settings] for the meaning of each value.
///
/// @param issuer the issuer identifier
/// @param name what people call the service
/// @param scopeMeanings what scopes allow, in words for the consent page
/// @param roles what this process does
/// @param http where it listens
/// @param management where operators ask; nowhere when empty
/// @param support where the support team and operators are served; where everybody is when empty
/// @param tracing where spans are sent; nowhere when empty
/// @param kafka where the log is
/// @param postgres where the projections are
/// @param keys the key ring
/// @param keysFile where it was read from, and where a change of keys is to be looked for
/// @param lifetimes how long things live
/// @param tokens what else is decided about tokens
/// @param identityProvider who may vouch for users
/// @param registration how clients register
/// @param redirects where users may be sent back to
/// @param afterRefusal what becomes of a user whose request was refused
/// @param clientDocuments documents of clients that are never fetched
/// @param resources what is protected, the default one first
/// @param gateway how calls are let through
/// @param signals who is told of revocations
/// @param logBudget how long the log may take to show what was appended
/// @param expectedGrants live grants to make room for at once
/// @param startPatience how long whoever starts waits for the log and for the database
/// @param seals how often the log is sealed
/// @param retention how long the trace index keeps events
/// @param signIn how people sign in
/// @param billing how accounts come by money
public record Configuration(
    Issuer issuer,
    String name,
    Map<String, String> scopeMeanings,
    Set<Role> roles,
    Http http,
    Optional<Management> management,
    Optional<Management> support,
    Optional<Tracing> tracing,
    Kafka kafka,
    Postgres postgres,
    KeyRing keys,
    Optional<Path> keysFile,
    Lifetimes lifetimes,
    Tokens tokens,
    Optional<TrustedProvider> identityProvider,
    Registration registration,
    RedirectPolicy redirects,
    AfterRefusal afterRefusal,
    Map<ClientId, byte[]> clientDocuments,
    List<Resource> resources,
    Gateway gateway,
    List<Receiver> signals,
    Duration logBudget,
    int expectedGrants,
    Duration startPatience,
    SealPace seals,
    Retention retention,
    SignIn signIn,
    Billing billing) {

  /// What a process may do.
  public enum Role {
    /// Steps 0 to 5, sign-in and Connected apps.
    AUTH,
    /// Steps 6 to 9.
    GATEWAY,
    /// Writes the log into the database.
    PROJECTOR,
    /// Tells the story of a flow.
    SUPPORT
  }

  /// What is demanded of the database's TLS.
  public enum TlsMode {
    /// No TLS.
    DISABLE,
    /// TLS with any certificate.
    REQUIRE,
    /// TLS with a trusted certificate.
    VERIFY_CA,
    /// TLS with a trusted certificate of that very host.
    VERIFY_FULL
  }

  /// Where the process listens.
  ///
  /// @param host a name or address; every address it has
  /// @param port the port
  /// @param prefix before /register, /authorize and /token; empty or beginning with a slash
  /// @param idleTimeout after which a connection on which nothing moves is closed
  /// @param proxies whose word is taken for who calls
  public record Http(
      String host, int port, String prefix, Duration idleTimeout, TrustedProxies proxies) {

    /// The same somewhere else.
    ///
    /// @param elsewhere a name or address
    /// @param otherPort its port
    /// @return where that is
    public Http at(String elsewhere, int otherPort) {
      return new Http(elsewhere, otherPort, prefix, idleTimeout, proxies);
    }
  }

  /// A port of its own, for some.
  ///
  /// @param host a name or address; every address it has
  /// @param port the port
  public record Management(String host, int port) {}

  /// Where spans are sent.
  ///
  /// @param endpoint takes OTLP over HTTP
  /// @param share of the traces that are sent, 0 to 1
  public record Tracing(URI endpoint, double share) {}

  /// Where the log is.
  ///
  /// @param bootstrapServers host:port, with commas between
  /// @param partitions of a topic that is created
  /// @param replication of a topic that is created
  /// @param properties handed to every client; may hold secrets
  public record Kafka(
      String bootstrapServers, int partitions, int replication, Map<String, String> properties) {

    @Override
    public String toString() {
      return "Kafka[" + bootstrapServers + "]";
    }
  }

  /// Where the projections are.
  ///
  /// @param host a name or address
  /// @param port its port
  /// @param database the database's name
  /// @param user the role that owns the tables
  /// @param password the role's password
  /// @param poolSize connections of this process
  /// @param tls what is demanded of its TLS
  /// @param trusted certificates to trust; those of the JDK when empty
  public record Postgres(
      String host,
      int port,
      String database,
      String user,
      Secret password,
      int poolSize,
      TlsMode tls,
      Optional<Path> trusted) {}

  /// How long things live.
  ///
  /// @param code an authorization code
  /// @param consent the nonce of a consent page
  /// @param accessToken an access token
  /// @param refreshIdle a refresh token that is not used
  /// @param grant a grant, however busy it is
  public record Lifetimes(
      Duration code,
      Duration consent,
      Duration accessToken,
      Duration refreshIdle,
      Duration grant) {}

  /// What is decided about tokens beside their lifetimes.
  ///
  /// @param reuseInterval how long a rotated refresh token gets the same successor again; zero when
  ///   every repeat is reuse
  /// @param forClients what a client may have for itself
  /// @param perMinute how often a client may come to the token endpoint within a minute
  public record Tokens(Duration reuseInterval, Scope forClients, int perMinute) {}

  /// How clients register.
  ///
  /// @param status the status of a successful registration
  /// @param perHour how many new clients may register from one address within an hour
  /// @param tokenHash the hash of the initial access token with which a client registers that may
  ///   have tokens of its own
  public record Registration(int status, int perHour, Optional<String> tokenHash) {}

  /// A protected resource and what stands behind it.
  ///
  /// @param resource what tokens are issued for
  /// @param needed the scopes that calls need
  /// @param limits what is let through at most
  /// @param prices what calls cost
  /// @param upstream where admitted calls go
  /// @param terms how they get there
  /// @param identityHeaders how what is there is told who calls
  /// @param introspectionSecretHash the hash of the secret with which whoever serves it may
  ///   introspect its tokens
  public record Resource(
      ProtectedResource resource,
      NeededScopes needed,
      CallLimits limits,
      Prices prices,
      Upstream upstream,
      UpstreamTerms terms,
      IdentityHeaders identityHeaders,
      Optional<String> introspectionSecretHash) {}

  /// How people sign in.
  ///
  /// @param slots passwords checked at the same time
  /// @param limits how often anybody may be wrong
  /// @param supportAge how long ago whoever uses the support console may have signed in
  /// @param operatorAge how long ago whoever uses the operators' page may have
  public record SignIn(int slots, Limits limits, Duration supportAge, Duration operatorAge) {}

  /// How accounts come by money.
  ///
  /// @param currency what amounts are shown in
  /// @param low below which a balance is low
  /// @param topUp where users top up
  /// @param operatorSecretHash the hash of the secret with which a service may credit accounts and
  ///   end connections
  public record Billing(
      String currency, Amount low, Optional<URI> topUp, Optional<String> operatorSecretHash) {}

  /// How calls are let through.
  ///
  /// @param allowedOrigins origins whose pages may call; `*` is any
  /// @param stalenessBudget how long ago the log may have been heard last
  public record Gateway(Set<String> allowedOrigins, Duration stalenessBudget) {}
}
