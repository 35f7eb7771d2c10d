package io.pollhook.provisioning;

import io.pollhook.element.Element;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import org.jdbi.v3.core.Handle;

/** The OAuth 2.0 operations that provisioning needs. */
public interface Grants {
  /**
   * Exchanges a code at the provider.
   *
   * @throws Problem if the provider refuses it or does not answer
   */
  Granted exchange(Element element, InstanceConfiguration configuration, String code);

  /**
   * Gets a token for the client itself.
   *
   * @throws Problem if the provider refuses the client or does not answer
   */
  Granted clientCredentials(Element element, InstanceConfiguration configuration);

  /** Uses the refresh token that the configuration contains. */
  Granted takeOver(InstanceConfiguration configuration);

  /** Lets a grant that failed with the client's old id or secret be tried with the new ones. */
  void clientChanged(Handle handle, long instanceId);

  /** Revokes the grant at the provider if possible. */
  void revoke(Element element, Instance instance);

  /** Returns whether the provider still accepts the instance's grant, as far as is known. */
  boolean isValid(long instanceId);

  /** A grant that was obtained and is not stored yet. */
  interface Granted {
    /** Stores the grant, replacing an earlier one. */
    void store(Handle handle, long instanceId);
  }
}
