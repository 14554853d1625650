package dev.ninestep.acceptance;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/// Asks [SharedProgram] for the program under one of its profiles.
@Target(ElementType.PARAMETER)
@Retention(RetentionPolicy.RUNTIME)
@interface Profile {

  /// `slima` or `datalikers`.
  String value();
}
