package dev.ninestep.document;

import static dev.ninestep.document.DocumentHost.await;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ninestep.event.Refusal;
import dev.ninestep.protocol.ClientId;

/// How the reading of a document ended.
final class DocumentReading {

  private DocumentReading() {}

  /// Why there is none; fails when there is one.
  static Refusal refusal(ClientDocuments documents, ClientId client) {
    var reading = await(documents.read(client));
    assertThat(reading).isInstanceOf(Reading.Failed.class);
    return ((Reading.Failed) reading).refused().refusal();
  }

  static boolean isFound(ClientDocuments documents, ClientId client) {
    return isFound(await(documents.read(client)));
  }

  static boolean isFound(Reading reading) {
    return reading instanceof Reading.Found;
  }
}
