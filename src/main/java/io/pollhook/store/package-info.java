/**
 * The database: SQLite or PostgreSQL behind one interface, with its clock, backup, JSON and hashes.
 */
package io.pollhook.store;
