package dev.ninestep.app.bench;

import com.sun.management.ThreadMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/// Another JVM on this machine, as it looks from within.
///
/// @param connector the connection to it
/// @param threads what it knows of its threads
/// @param memory what it knows of its memory
record OtherJvm(JMXConnector connector, ThreadMXBean threads, MemoryMXBean memory)
    implements AutoCloseable {

  /// Connects to a JVM.
  ///
  /// @param pid its process
  @SuppressWarnings("BanJNDI") // who answers is a process the benchmark has started itself
  static OtherJvm of(long pid) throws IOException {
    try {
      var machine = VirtualMachine.attach(Long.toString(pid));
      var address = machine.startLocalManagementAgent();
      machine.detach();
      var connector = JMXConnectorFactory.connect(new JMXServiceURL(address));
      var beans = connector.getMBeanServerConnection();
      return new OtherJvm(
          connector,
          ManagementFactory.newPlatformMXBeanProxy(
              beans, ManagementFactory.THREAD_MXBEAN_NAME, ThreadMXBean.class),
          ManagementFactory.newPlatformMXBeanProxy(
              beans, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class));
    } catch (AttachNotSupportedException e) {
      throw new IOException("cannot be attached to: " + pid, e);
    }
  }

  /// Bytes all its threads have allocated since it began, those that have ended included.
  long allocated() {
    return threads.getTotalThreadAllocatedBytes();
  }

  /// Bytes that live on its heap, once everything else has been collected.
  long live() {
    memory.gc();
    return memory.getHeapMemoryUsage().getUsed();
  }

  @Override
  public void close() throws IOException {
    connector.close();
  }
}
