package dev.ninestep.app;

import java.net.InetAddress;
import java.net.UnknownHostException;

/// What this process is called: the host, which in Kubernetes is the pod, and the process id.
final class PodName {

  private PodName() {}

  static String get() {
    return host() + "." + ProcessHandle.current().pid();
  }

  private static String host() {
    try {
      return InetAddress.getLocalHost().getHostName();
    } catch (UnknownHostException _) {
      return "localhost";
    }
  }
}
