package dev.ninestep.token;

import dev.ninestep.protocol.ClientId;
import dev.ninestep.protocol.Parameters;
import dev.ninestep.protocol.PushedRequest;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/// A request that a client handed in. What it asks for stays unreadable in the address.
final class PushedPayload implements Payload<PushedRequest> {

  @Override
  public Purpose purpose() {
    return Purpose.PUSHED;
  }

  @Override
  public byte version() {
    return 1;
  }

  @Override
  public String bound(PushedRequest request) {
    return "";
  }

  @Override
  public void write(PushedRequest request, PayloadWriter to) {
    to.flow(request.flow()).text(request.client().value());
    var values = new TreeMap<>(request.parameters().values());
    to.count(values.size());
    values.forEach((name, all) -> {
      to.text(name).count(all.size());
      all.forEach(to::text);
    });
    to.time(request.expiresAt());
  }

  @Override
  public PushedRequest read(String bound, PayloadReader from) {
    var flow = from.flow();
    var client = new ClientId(from.text());
    var values = new TreeMap<String, List<String>>();
    for (var names = from.count(); names > 0; names--) {
      var name = from.text();
      var all = new ArrayList<String>();
      for (var count = from.count(); count > 0; count--) {
        all.add(from.text());
      }
      values.put(name, all);
    }
    return new PushedRequest(flow, client, new Parameters(values), from.time());
  }
}
