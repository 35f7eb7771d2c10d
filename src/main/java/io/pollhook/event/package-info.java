/** The standard event, and the notification with up to ten of them. */
package io.pollhook.event;
