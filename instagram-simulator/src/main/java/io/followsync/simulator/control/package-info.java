/**
 * The control API: tests place accounts, changes, faults and sessions with it, and read
 * the truth and the audit.
 */
@NullMarked
package io.followsync.simulator.control;

import org.jspecify.annotations.NullMarked;
