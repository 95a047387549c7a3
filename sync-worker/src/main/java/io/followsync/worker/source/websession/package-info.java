/**
 * Reads the two lists with the owner's web session, the way Instagram's own page does.
 */
@NullMarked
package io.followsync.worker.source.websession;

import org.jspecify.annotations.NullMarked;
