/**
 * The log: the format that logback.xml uses, shortened texts, the causes of exceptions, and the
 * rule that an ongoing problem is logged once.
 */
package io.pollhook.log;
