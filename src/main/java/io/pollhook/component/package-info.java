/** The Camel component {@code pollhook}: routes that consume notifications or events. */
package io.pollhook.component;
