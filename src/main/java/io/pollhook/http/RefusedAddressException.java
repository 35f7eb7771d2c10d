package io.pollhook.http;

import java.net.UnknownHostException;

/** Thrown if a name was found but none of its addresses may be called. */
public final class RefusedAddressException extends UnknownHostException {
  private static final long serialVersionUID = 1L;

  /** Creates the exception with the name and the reason. */
  public RefusedAddressException(String message) {
    super(message);
  }
}
