/** The program's properties, checked at the start: one getter each, with its unit and default. */
package io.pollhook.settings;
