/** The standard event and the notification that carries up to ten of them. */
package io.pollhook.event;
