package dev.ninestep.event;

import dev.ninestep.protocol.Step;

/// One fact about a flow, a client or an account. Sealed: a new event breaks the build in every
/// fold until each says what it makes of it.
public sealed interface Event
    permits ResourceChallenged,
        MetadataServed,
        ClientRegistered,
        ClientUsed,
        ClientSeen,
        ClientUpdated,
        ClientDeleted,
        ClientDeactivated,
        ClientActivated,
        AuthorizationRequested,
        UserSignedIn,
        PasswordPresented,
        PasswordAccepted,
        SessionsEnded,
        ConsentShown,
        ConsentGranted,
        ConsentDenied,
        CodePresented,
        CodeTried,
        RefreshPresented,
        TokensIssued,
        DeliveryFailed,
        GrantRevoked,
        AssertionPresented,
        ProofPresented,
        RefreshRepeated,
        ClientCredentialsPresented,
        IdentityAsserted,
        SubjectPresented,
        TokenIntrospected,
        NothingRevoked,
        TailLost,
        FlowViewed,
        StepRefused,
        ConsentRemembered,
        ConsentForgotten,
        ConsentRecalled,
        SessionEnded,
        AuthorizationPushed,
        AccountSuspended,
        AccountReinstated,
        AccountCredited,
        AccountCharged,
        AccountCalled,
        CallAdmitted,
        CallsMetered,
        CallRefused {

  /// The step of the flow the fact belongs to.
  ///
  /// @return the step
  Step step();

  /// The topic the fact is written to.
  ///
  /// @return [Topic#CALLS] for gateway traffic, [Topic#FLOW] for everything else
  default Topic topic() {
    return switch (this) {
      case CallAdmitted _, TokenIntrospected _, CallsMetered _, CallRefused _ -> Topic.CALLS;
      case ResourceChallenged _,
          MetadataServed _,
          ClientRegistered _,
          ClientUsed _,
          ClientSeen _,
          ClientUpdated _,
          ClientDeleted _,
          ClientDeactivated _,
          ClientActivated _,
          AuthorizationRequested _,
          UserSignedIn _,
          PasswordPresented _,
          PasswordAccepted _,
          SessionsEnded _,
          ConsentShown _,
          ConsentGranted _,
          ConsentDenied _,
          CodePresented _,
          CodeTried _,
          RefreshPresented _,
          TokensIssued _,
          DeliveryFailed _,
          GrantRevoked _,
          AssertionPresented _,
          ProofPresented _,
          RefreshRepeated _,
          ClientCredentialsPresented _,
          IdentityAsserted _,
          SubjectPresented _,
          NothingRevoked _,
          TailLost _,
          FlowViewed _,
          StepRefused _,
          ConsentRemembered _,
          ConsentForgotten _,
          ConsentRecalled _,
          SessionEnded _,
          AuthorizationPushed _,
          AccountSuspended _,
          AccountReinstated _,
          AccountCredited _,
          AccountCharged _,
          AccountCalled _ ->
          Topic.FLOW;
    };
  }

  /// What an event is that changes the state of nothing, whatever it is about: it is there for
  /// those who read how a flow went. Who only wants to know how things stand may pass it over, and
  /// one that cannot be read closes nothing.
  sealed interface Told
      permits ResourceChallenged,
          MetadataServed,
          AuthorizationRequested,
          ConsentShown,
          TokensIssued,
          FlowViewed {}

  /// What an event is that takes from somebody what they had: until a pod has read it, they still
  /// have it there.
  sealed interface Ending
      permits GrantRevoked,
          ClientDeleted,
          ClientDeactivated,
          AccountSuspended,
          SessionEnded,
          SessionsEnded {}
}
