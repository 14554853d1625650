package dev.ninestep.projection;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/// One numbered step of the schema.
///
/// @param name the file, whose number gives the order
/// @param sql one or more statements
record Migration(String name, String sql) {

  /// The migrations of this program, from its resources.
  static List<Migration> ours() {
    return Migrations.NAMES.stream().map(name -> new Migration(name, resource(name))).toList();
  }

  private static String resource(String name) {
    try (var in = Migration.class.getResourceAsStream(name)) {
      if (in == null) {
        throw new IllegalStateException("resource dev/ninestep/projection/" + name + " is missing");
      }
      return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    } catch (IOException e) {
      throw new UncheckedIOException("cannot read dev/ninestep/projection/" + name, e);
    }
  }

  String sha256() {
    try {
      var sum = MessageDigest.getInstance("SHA-256").digest(sql.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(sum);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every JDK has SHA-256", e);
    }
  }
}
