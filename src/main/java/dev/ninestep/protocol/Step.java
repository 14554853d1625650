package dev.ninestep.protocol;

/// The nine steps, as the trace counts them. A refresh is step five again.
public enum Step {
  /// Any request on the MCP URL without a token, and the protected-resource metadata it leads to.
  CHALLENGE("0", "challenge"),
  /// Dynamic client registration.
  REGISTRATION("1", "registration"),
  /// Authorization server metadata and keys.
  METADATA("2", "metadata"),
  /// The authorization request, sign-in and the consent page.
  AUTHORIZATION("3", "authorize"),
  /// The user's decision and the redirect that carries it.
  CONSENT("4", "consent"),
  /// The code becomes tokens.
  TOKEN("5", "token"),
  /// A refresh token becomes its successor.
  REFRESH("5r", "refresh"),
  /// The first call with a token.
  CONNECTION("6", "connect"),
  /// Every call after it.
  CALL("7", "calls");

  private final String number;
  private final String title;

  Step(String number, String title) {
    this.number = number;
    this.title = title;
  }

  /// The step's number in the flow, as written in the `step` attribute of an event.
  ///
  /// @return `0` to `7`, or `5r`
  public String number() {
    return number;
  }

  /// The step's short name for people.
  ///
  /// @return one lower-case word
  public String title() {
    return title;
  }
}
