/**
 * The polling configuration language of Cloud Elements: what to call, what to read in the answer,
 * and how its dates are written. Plain Java: no Camel, no clock of its own, no I/O.
 */
package io.pollhook.polling;
