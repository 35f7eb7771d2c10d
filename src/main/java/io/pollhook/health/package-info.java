/** The state of the program's parts, as the health endpoints report it. */
package io.pollhook.health;
