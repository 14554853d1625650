package dev.ninestep.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/// The tests of a class need commands that a machine may not have. Where one is missing, each of
/// them is reported as skipped, by its name and with the name of the command.
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(NeededCommands.class)
@interface Needs {

  /// What has to answer `--version`.
  String[] value();
}
