/** The state of the program's parts, as the health answers report it. */
package io.pollhook.health;
