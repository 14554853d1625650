package dev.ninestep.token;

/// How one kind of value is put into bytes.
///
/// @param <T> the kind
interface Payload<T> {

  /// The kind of value, which picks the key.
  Purpose purpose();

  /// The version of the form, raised when members change. A pod that does not know it opens
  /// nothing, so a new form is read by a release before it is written by one.
  byte version();

  /// What stands readable, but authenticated, before the content: the client a code or refresh
  /// token is bound to; empty for values that are nobody's in particular.
  String bound(T value);

  /// Puts everything into the content that is not in [#bound].
  void write(T value, PayloadWriter to);

  /// Reads what [#write] wrote.
  ///
  /// @throws IllegalArgumentException when the content is not of the form
  T read(String bound, PayloadReader from);
}
