package dev.ninestep.app;

import picocli.CommandLine.IVersionProvider;

/// Says which version of the program this is, and on which Java it runs.
final class Version implements IVersionProvider {

  @Override
  public String[] getVersion() {
    var packaged = Version.class.getPackage().getImplementationVersion();
    return new String[] {
      "ninestep %s (Java %s)"
          .formatted(packaged == null ? "not packaged" : packaged, Runtime.version())
    };
  }

  /// Names the build in the facts it writes.
  ///
  /// @return the version, or `unpackaged` when it does not run from its jar
  static String build() {
    var packaged = Version.class.getPackage().getImplementationVersion();
    return packaged == null ? "unpackaged" : packaged;
  }
}
