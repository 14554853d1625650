package dev.ninestep.app.configuration;

import dev.ninestep.protocol.RedirectUri;
import dev.ninestep.protocol.ResourceUri;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;

/// The keys of who is told of revocations.
final class SignalSettings {

  private static final Form<URI> PLACE =
      new Form<>(
          "an https URL (http on loopback only)",
          text -> Forms.url(text).filter(at -> at.getScheme().equals("https") || isLoopback(at)));

  static final Setting<String> NAME =
      Setting.required(
          "signals.*.name",
          Forms.matching("a short name like files", "[a-z0-9][a-z0-9-]{0,39}"),
          "What a receiver of revocations is called; how far it was told is remembered by this.");
  static final Setting<URI> ENDPOINT =
      Setting.required(
          "signals.*.endpoint", PLACE, "Where its events are pushed (RFC 8935), over https.");
  static final Setting<String> AUDIENCE =
      Setting.optional(
          "signals.*.audience", Forms.TEXT, "The aud of its events; its endpoint, unless given.");
  static final Setting<Path> AUTHORIZATION =
      Setting.optional(
          "signals.*.authorization-file",
          Forms.FILE,
          "Holds what it wants in the Authorization header, such as Bearer and a token; read at the"
              + " start, by a projector alone.");
  static final Setting<Set<ResourceUri>> RESOURCES =
      Setting.of(
          "signals.*.resources",
          Forms.several(Forms.RESOURCE),
          "",
          "Resources of which it is told that a grant ended; all, unless given.");

  static final List<Setting<?>> ALL = List.of(NAME, ENDPOINT, AUDIENCE, AUTHORIZATION, RESOURCES);

  private SignalSettings() {}

  private static boolean isLoopback(URI at) {
    return RedirectUri.parse(at.toString()).filter(RedirectUri::isLoopback).isPresent();
  }
}
