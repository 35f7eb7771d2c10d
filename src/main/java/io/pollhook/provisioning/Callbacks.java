package io.pollhook.provisioning;

import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import org.jdbi.v3.core.Handle;

/** What provisioning needs of the delivery side. */
public interface Callbacks {
  /**
   * Checks callback URL and headers, as far as that can be done without a connection.
   *
   * @throws Problem naming the key
   */
  void check(InstanceConfiguration configuration);

  /** Brings the instance's lane in line with it; a new instance gets one. */
  void open(Handle handle, Instance instance);
}
