package dev.ninestep.step;

import dev.ninestep.decision.ProtectedResource;
import dev.ninestep.protocol.AuthorizationRequest;
import dev.ninestep.protocol.Role;
import dev.ninestep.protocol.Scope;
import dev.ninestep.protocol.ScopeHierarchy;
import java.util.List;

/// What a consent page offers: of what was asked for, that which the user may give away. Nobody can
/// grant more than they have.
final class OfferedScope {

  /// Reads the flows of everybody; only the support team has it to give.
  private static final Scope SUPPORT = Scope.of("support");

  private OfferedScope() {}

  /// The scope to offer.
  ///
  /// @param request what is asked for
  /// @param role what the user may do
  /// @param resources what is protected
  /// @return what the user may give of it; of the resource's default when that leaves nothing
  static Scope of(AuthorizationRequest request, Role role, List<ProtectedResource> resources) {
    var hierarchy = ProtectedResource.hierarchy(request.resource(), resources);
    var offered = within(role, request.scope(), hierarchy);
    return offered.isEmpty()
        ? resources.stream()
            .filter(resource -> resource.uri().equals(request.resource()))
            .findFirst()
            .map(resource -> within(role, resource.byDefault(), hierarchy))
            .orElse(Scope.NONE)
        : offered;
  }

  /// Nor can a user give it away under the name of a broader one.
  private static Scope within(Role role, Scope asked, ScopeHierarchy hierarchy) {
    return switch (role) {
      case SUPPORT, OPERATOR -> asked;
      case USER -> asked.without(hierarchy.above(SUPPORT));
    };
  }
}
