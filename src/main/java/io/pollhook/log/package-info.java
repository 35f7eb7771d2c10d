/** What the lines of the log look like; named by logback.xml. */
package io.pollhook.log;
