/// Steps 0 to 5 over HTTP: discovery, registration, authorization, consent, tokens; and what
/// becomes of tokens afterwards: revocation, introspection.
///
/// Each step is one file and five verbs: parse, decide, append, fold, answer. A step reads its
/// request into values that cannot be wrong, lets a command of [dev.ninestep.decision] decide,
/// appends the one fact the command names, waits until the log has shown it, and answers from the
/// state that stood right after. [dev.ninestep.step.TokenStep] is the one to read first.
///
/// Whoever is unknown is told so only behind a read barrier; whatever is refused is told to the log
/// before it is answered. [dev.ninestep.step.AuthorizationServer] is what a program mounts:
///
/// ```
/// var server = new AuthorizationServer(settings, collaborators);
/// server.mount(router); // behind Exchanges and Failures, before the gateway
/// ```
@NullMarked
package dev.ninestep.step;

import org.jspecify.annotations.NullMarked;
