/** The instances: the authenticated accounts that are polled, and their table. */
package io.pollhook.instance;
