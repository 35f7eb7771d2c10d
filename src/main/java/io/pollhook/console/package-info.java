/**
 * The console: static pages for the browser, and the sessions in which it calls the API. What the
 * pages show and do is in {@code src/main/resources/console}.
 */
package io.pollhook.console;
