/// A real Kafka broker and a real PostgreSQL on this machine, for `ninestep dev` and for tests.
///
/// Both keep their data in one directory and find it again at the next start:
///
/// ```java
/// try (var directory = DataDirectory.claim(Path.of("ninestep-data"));
///     var kafka = EmbeddedKafka.start(directory, KafkaOptions.defaults());
///     var database = EmbeddedDatabase.start(directory)) {
///   serve(kafka.bootstrapServers(), database.port(), database.password());
/// }
/// ```
///
/// They share nothing but the directory, so a caller may start them in parallel. Each listens on
/// 127.0.0.1 only and blocks until it serves.
///
/// Neither outlives its owner. Each is held on a leash: a pipe from the owner whose other end reads
/// "end of file" the moment the owner is gone, however it went. What slips the leash (everything
/// killed at once, a machine that hung) is an [Orphan], recognised and ended by the next start.
///
/// Nothing here is part of a production image; `serve` talks to clusters somebody else runs. Linux
/// and macOS only.
@NullMarked
package dev.ninestep.embedded;

import org.jspecify.annotations.NullMarked;
