/// Plays the client against any MCP server, and says what a client would stumble over.
///
/// ```
/// var doctor = new Doctor(url, new SignIn.Headless("demo", password), Duration.ofSeconds(10), …);
/// Report report = doctor.examine();
/// ```
///
/// [Check] is the catalogue: one sentence for everything that has to hold, in the order in which a
/// client needs it. A probe ([ChallengeProbe], [ResourceProbe], …) asks what has to be asked,
/// [Wire] carries it, and a judgement ([ChallengeJudgement], …) reads the [Answer]: pure, so that
/// it can be tried without a socket. What a check needs and did not get is said by [Need].
///
/// An [Ask] is what is sent and also what is printed, by [Curl]; [Secrets] knows every value that
/// must not be, and puts a shell variable in its place.
@NullMarked
package dev.ninestep.doctor;

import org.jspecify.annotations.NullMarked;
