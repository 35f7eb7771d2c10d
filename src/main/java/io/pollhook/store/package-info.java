/** The database: SQLite or PostgreSQL behind one interface, with its clock, backup and JSON. */
package io.pollhook.store;
