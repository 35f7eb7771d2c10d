/** Outgoing calls: URLs, headers, deadlines, byte limits, and the guard around them. */
package io.pollhook.http;
