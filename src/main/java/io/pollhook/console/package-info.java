/**
 * The console: static pages for the browser, and the sessions in which it calls the API. The pages
 * are in {@code src/main/resources/console}.
 */
package io.pollhook.console;
