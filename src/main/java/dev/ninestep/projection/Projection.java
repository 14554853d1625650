package dev.ninestep.projection;

import dev.ninestep.fold.Ledger;
import dev.ninestep.fold.Purse;
import dev.ninestep.log.LogReader;
import dev.ninestep.log.Seals;
import dev.ninestep.protocol.AccountId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.ClientBuilder;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/// The database of projections: the way in to everything of this package.
public final class Projection {

  private static final int CONNECT_SECONDS = 5;

  /// So few that however much is searched, sign-in does not wait for it.
  private static final int SEARCHES = 2;

  private static final String SEARCH_MILLIS = "5000";
  private static final String QUERY_CANCELED = "57014";

  private final Vertx vertx;
  private final PgConnectOptions database;
  private final Pool pool;
  private final Pool searches;

  private Projection(Vertx vertx, PgConnectOptions database, int connections) {
    this.vertx = vertx;
    // Or every statement would be planned each time, and that takes longer than to execute it.
    this.database = new PgConnectOptions(database).setCachePreparedStatements(true);
    this.pool = pool("usual", this.database, connections).build();
    this.searches = searches(Math.min(connections, SEARCHES));
  }

  private ClientBuilder<Pool> pool(String name, PgConnectOptions options, int connections) {
    var size =
        new PoolOptions()
            .setName(name)
            .setMaxSize(connections)
            .setConnectionTimeout(CONNECT_SECONDS)
            .setConnectionTimeoutUnit(TimeUnit.SECONDS);
    return PgBuilder.pool().with(size).connectingTo(options).using(vertx);
  }

  /// A plan for every day there is serves any time that is asked for: what is not asked for is left
  /// out when it is executed. A plan for one time alone would be made again for each question.
  private Pool searches(int connections) {
    var options =
        new PgConnectOptions(database)
            .addProperty("statement_timeout", SEARCH_MILLIS)
            .addProperty("jit", "off")
            .addProperty("plan_cache_mode", "force_generic_plan");
    return pool("searches", options, connections)
        .withConnectHandler(connection ->
            Rehearsal.of(new FlowEventTable(connection)).onComplete(_ -> connection.close()))
        .build();
  }

  /// Prepares to use a database; connects when first used, and again whenever it has been away.
  ///
  /// @param vertx whose event loops drive the connections
  /// @param database where it is, and who we are to it; the user must own its tables
  /// @param connections how many at most, besides two for searches
  /// @return the projection
  public static Projection open(Vertx vertx, PgConnectOptions database, int connections) {
    return new Projection(vertx, database, connections);
  }

  /// Brings the schema up to date. To be called once at start, before anything else; pods may do so
  /// at the same time.
  ///
  /// @return the names of the migrations that were applied; fails with [IllegalStateException] when
  ///   one that had been applied was changed since, naming it
  public Future<List<String>> migrate() {
    return new Migrations(pool, Migration.ours()).apply();
  }

  /// Restores what was projected, as of one moment: every client, grant and account, and up to
  /// where in the log that is the truth. A database that holds nothing restores nothing.
  ///
  /// @param into an empty ledger, which nobody uses yet
  /// @return how much there was; fails when the database is away
  public Future<Loaded> load(Ledger into) {
    return Snapshot.load(pool, into);
  }

  /// The newest event that was projected, to see whether it is in the log.
  ///
  /// @return empty when nothing was; fails when the database is away
  public Future<Optional<Newest>> newest() {
    return Newest.read(pool);
  }

  /// Starts a projector, on a thread and a connection of its own.
  ///
  /// @param log what it reads; it closes it when it is closed itself
  /// @param seals what it seals the log with, and compares it with before it builds everything
  ///   anew; it closes them when it is closed itself
  /// @param pod the name of this pod, for people
  /// @param settings how projectors behave
  /// @return the projector, which waits if another one writes
  public Projector project(LogReader log, Seals seals, String pod, ProjectorSettings settings) {
    return Projector.start(vertx, database, log, seals, pod, settings, InstantSource.system());
  }

  /// The trace index, on connections of its own, where nothing takes longer than five seconds.
  ///
  /// @return the index
  public FlowIndex flows() {
    return new FlowEventTable(searches);
  }

  /// Connects for searches, so that the first ones need not wait for it.
  ///
  /// @return when that is done; fails when the database is away
  public Future<Void> expectSearches() {
    var each = Stream.generate(() -> searches.query("SELECT").execute()).limit(SEARCHES).toList();
    return Future.all(each).mapEmpty();
  }

  /// Who looked at which flow.
  ///
  /// @return the views, as the log says
  public FlowViews views() {
    return new FlowViewQuery(searches);
  }

  /// How connecting goes.
  ///
  /// @return the overviews
  public Overviews overviews() {
    return new OverviewQuery(searches);
  }

  /// Whether a search was given up because it took longer than five seconds.
  ///
  /// @param cause what a search failed with
  /// @return true when narrowing it may help
  public static boolean tookTooLong(Throwable cause) {
    return cause instanceof PgException e && QUERY_CANCELED.equals(e.getSqlState());
  }

  /// Whether the database was away, so that the same may be asked again later: no connection was to
  /// be had, or it broke.
  ///
  /// @param cause what an answer failed with
  /// @return false when the database answered, and be it that it refuses us
  public static boolean isAway(Throwable cause) {
    return Away.is(cause);
  }

  /// Who may sign in.
  ///
  /// @return the accounts
  public Accounts accounts() {
    return new AccountTable(pool);
  }

  /// What is kept about people.
  ///
  /// @return the persons
  public Persons persons() {
    return new PersonTable(pool);
  }

  /// The money of an account, behind the log by the projector's lag.
  ///
  /// @param account whose
  /// @return what was projected of it; fails when the database is away
  public Future<Purse> purse(AccountId account) {
    return AccountStateTable.purse(pool, account);
  }

  /// What users have connected.
  ///
  /// @return the apps
  public ConnectedApps connectedApps() {
    return new ConnectedAppQuery(pool);
  }

  /// The grants of everybody.
  ///
  /// @return the grants
  public StoredGrants grants() {
    return new StoredGrantQuery(pool);
  }

  /// The grants that ended before their time.
  ///
  /// @return the grants
  public EndedGrants endedGrants() {
    return new StoredGrantQuery(pool);
  }

  /// Closes all connections.
  ///
  /// @return when they are closed
  public Future<Void> close() {
    return pool.close().eventually(searches::close);
  }
}
