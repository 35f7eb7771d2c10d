package io.pollhook.provisioning;

import io.pollhook.element.Element;
import io.pollhook.instance.Instance;
import io.pollhook.instance.InstanceConfiguration;
import org.jdbi.v3.core.Handle;

/** What provisioning needs of the OAuth 2.0 side. */
public interface Grants {
  /**
   * Exchanges a code at the provider.
   *
   * @throws Problem where the provider refuses it or does not answer
   */
  Granted exchange(Element element, InstanceConfiguration configuration, String code);

  /**
   * Gets a token for the client itself.
   *
   * @throws Problem where the provider refuses the client or does not answer
   */
  Granted clientCredentials(Element element, InstanceConfiguration configuration);

  /** Takes over the refresh token that the configuration brings along. */
  Granted takeOver(InstanceConfiguration configuration);

  /** Lets a grant that failed with the client's old id or secret be tried with the new ones. */
  void clientChanged(Handle handle, long instanceId);

  /** Revokes the grant at the provider, as well as that can be done. */
  void revoke(Element element, Instance instance);

  /** Whether the provider still takes the instance's grant, as far as is known. */
  boolean isValid(long instanceId);

  /** A grant that was had and is not stored yet. */
  interface Granted {
    /** Stores it, in place of an earlier one. */
    void store(Handle handle, long instanceId);
  }
}
