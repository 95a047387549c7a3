/**
 * What to do when a source fails, and when to ask it again. A <em>failure</em> leads to a
 * <em>decision</em>; one of them is to wait, which frees the slot. A <em>cooldown</em> is
 * a pause of a whole lane that Instagram asked for, or that its answers suggest; each one
 * that follows soon is twice as long. A <em>retry</em> is a wait after transient
 * failures. <em>Pacing</em> decides when the next request may be made.
 */
@NullMarked
package io.followsync.worker.policy;

import org.jspecify.annotations.NullMarked;
