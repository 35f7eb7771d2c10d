/**
 * The log: its format, which logback.xml names, the causes of exceptions, and the rule that a
 * trouble is logged once.
 */
package io.pollhook.log;
