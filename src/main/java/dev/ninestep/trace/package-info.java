/// The story of a flow.
///
/// A support agent has a client_id, a minute and an error. [dev.ninestep.trace.FlowSearch] finds
/// the flows they may mean and says why each matched; [dev.ninestep.trace.FlowStory] tells one of
/// them: nine steps, each with what came of it, the first that failed with its cause and fix, what
/// should have come and did not, and the line of refresh tokens with the verdict on each. It is
/// told from the log's own records by the same fold that decided them.
@NullMarked
package dev.ninestep.trace;

import org.jspecify.annotations.NullMarked;
