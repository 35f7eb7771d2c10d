/**
 * What the database says about all instances: problems that need attention, figures and recent
 * activity, read at most every ten seconds.
 */
package io.pollhook.statistics;
