/**
 * Finds the changes in the pages of a provider: by dates, tokens, histories or complete listings.
 * Each reader has its own kind of cursor and no I/O.
 */
package io.pollhook.change;
