/**
 * The feeds: one row for each resource of an instance that is polled, with its cursor, due time,
 * claim and records. All SQL on these tables is here.
 */
package io.pollhook.feed;
