package dev.ninestep.app.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// How many bytes another JVM on this machine has allocated since it began.
///
/// @param connector the connection to it
/// @param threads what it knows of its threads
record Allocated(JMXConnector connector, ThreadMXBean threads) implements AutoCloseable {

  /// Connects to a JVM.
  ///
  /// @param pid its process
  @SuppressWarnings("BanJNDI") // who answers is a process the benchmark has started itself
  static Allocated in(long pid) throws IOException {
    try {
      var machine = VirtualMachine.attach(Long.toString(pid));
      var address = machine.startLocalManagementAgent();
      machine.detach();
      var connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
      return new Allocated(
          connector,
          ManagementFactory.newPlatformMXBeanProxy(
              connector.getMBeanServerConnection(),
              ManagementFactory.THREAD_MXBEAN_NAME,
              ThreadMXBean.class));
    } catch (AttachNotSupportedException e) {
      throw new IOException("cannot be attached to: " + pid, e);
    }
  }

  /// Bytes, by all its threads, those that have ended included.
  long bytes() {
    return threads.getTotalThreadAllocatedBytes();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
