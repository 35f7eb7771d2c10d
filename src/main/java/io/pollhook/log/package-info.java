/** The log: its format, which logback.xml names, and the rule that a trouble is logged once. */
package io.pollhook.log;
