package dev.ninestep.step;

import dev.ninestep.app.configuration.Given;
import dev.ninestep.decision.DecideConsent.GrantLifetimes;

/// The settings of the steps, with what a shipped profile decides, at the address of the tests.
final class ProfileSettings {

  private ProfileSettings() {}

  static Settings of(String profile) {
    var usual = TestSettings.answering(201);
    var read =
        Given.yaml(
                """
                issuer: https://auth.example
                resources: [{upstream: built-in}]
                profile: %s
                """
                    .formatted(profile))
            .configuration();
    var lifetimes = read.lifetimes();
    return new Settings(
        usual.issuer(),
        usual.prefix(),
        usual.name(),
        usual.resources(),
        usual.scopeMeanings(),
        usual.redirects(),
        read.registration().status(),
        read.registration().perHour(),
        lifetimes.accessToken(),
        lifetimes.consent(),
        new GrantLifetimes(lifetimes.code(), lifetimes.refreshIdle(), lifetimes.grant()),
        usual.afterRefusal(),
        usual.tokens(),
        !read.signals().isEmpty());
  }
}
