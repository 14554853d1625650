/// Holds what is said over HTTP against what `schemas/http/openapi.yaml` says of it.
///
/// The servers of the tests hand every answer they hear to [dev.ninestep.contract.HttpContract], so
/// the document is tried by all of them and not by a few made for it.
@org.jspecify.annotations.NullMarked
package dev.ninestep.contract;
