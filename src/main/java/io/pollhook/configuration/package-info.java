/**
 * The polling configuration language of Cloud Elements: urls with dates, where clauses, and date
 * formats. Plain Java: no Camel, no clock of its own, no I/O.
 */
package io.pollhook.configuration;
