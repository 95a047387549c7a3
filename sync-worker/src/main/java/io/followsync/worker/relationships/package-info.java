/**
 * The history of kept accounts. A <em>relationship</em> is one member of one list over
 * time. A complete walk <em>misses</em> a member who has an open relationship and is not
 * in it; a second such walk, or a probe, ends the relationship. <em>Reconciling</em> a
 * sync brings relationships, events and insights up to what its walks and probes saw.
 */
@NullMarked
package io.followsync.worker.relationships;

import org.jspecify.annotations.NullMarked;
