package dev.ninestep.app.configuration;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.ResourceUri;
import dev.ninestep.protocol.Scope;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The keys about an identity provider that is trusted.
final class IdentityProviderSettings {

  private static final String HERE = "identity-provider.";

  /// Below this key stand the subjects and e-mail addresses of users.
  static final String ACCOUNTS = HERE + "accounts.";

  static final Setting<URI> ISSUER =
      Setting.optional(
          HERE + "issuer",
          Forms.URL,
          "Trusts this identity provider to vouch for users (ID-JAG); nobody is, unless given.");
  static final Setting<URI> JWKS_URI =
      Setting.optional(
          HERE + "jwks-uri", Forms.HTTPS, "Where its keys are; its host has to be public.");
  static final Setting<Path> JWKS_FILE =
      Setting.optional(
          HERE + "jwks-file",
          Forms.FILE,
          "Or holds its keys (a JWK Set), for one that is not public; read at the start.");
  static final Setting<Set<ClientId>> CLIENTS =
      Setting.of(
          HERE + "clients",
          Forms.several(Forms.CLIENT),
          "",
          "Clients it may vouch to; to all, unless given.");
  static final Setting<Set<ResourceUri>> RESOURCES =
      Setting.of(
          HERE + "resources",
          Forms.several(Forms.RESOURCE),
          "",
          "Resources it may open; all, unless given.");
  static final Setting<Scope> SCOPES =
      Setting.optional(
          HERE + "scopes", Forms.SCOPE, "What it may allow; every scope, unless given.");
  static final Setting<String> ACCOUNT =
      Setting.optional(
          ACCOUNTS + "*",
          Forms.TEXT,
          "The login of the user it calls so, by sub or e-mail; others get an account of their"
              + " own.");

  static final List<Setting<?>> ALL =
      List.of(ISSUER, JWKS_URI, JWKS_FILE, CLIENTS, RESOURCES, SCOPES, ACCOUNT);

  private IdentityProviderSettings() {}
}
