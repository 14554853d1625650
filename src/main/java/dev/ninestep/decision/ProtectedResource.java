package dev.ninestep.decision;

import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.util.List;

/// A resource this server issues tokens for.
///
/// @param uri its identifier
/// @param offered every scope it has
/// @param byDefault what a client gets that asks for none
/// @param hierarchy which of its scopes imply others
public record ProtectedResource(
    ResourceUri uri, Scope offered, Scope byDefault, ScopeHierarchy hierarchy) {

  /// A resource whose scopes imply nothing but themselves.
  ///
  /// @param uri its identifier
  /// @param offered every scope it has
  /// @param byDefault what a client gets that asks for none
  public ProtectedResource(ResourceUri uri, Scope offered, Scope byDefault) {
    this(uri, offered, byDefault, ScopeHierarchy.FLAT);
  }

  /// Which scopes of a resource imply others.
  ///
  /// @param uri the resource
  /// @param all every resource there is
  /// @return its hierarchy; of a resource that is not there any more, one that implies nothing
  public static ScopeHierarchy hierarchy(ResourceUri uri, List<ProtectedResource> all) {
    return all.stream()
        .filter(resource -> resource.uri.equals(uri))
        .findFirst()
        .map(ProtectedResource::hierarchy)
        .orElse(ScopeHierarchy.FLAT);
  }
}
