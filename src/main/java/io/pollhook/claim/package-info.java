/**
 * What feeds and lanes share: rows that a node claims when they are due, works on under a lease,
 * and no more of them at once than it has permits for. The fence, which tells a claim from a later
 * one of the same row, is in the SQL of their tables.
 */
package io.pollhook.claim;
