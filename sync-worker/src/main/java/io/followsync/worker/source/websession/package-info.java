/**
 * Reads the two lists with the owner's web session, the way Instagram's own page does. A
 * <i>request</i> costs one token and is sent once; a <i>response</i> is what HTTP
 * returned, the <i>envelope</i> its top level, where failures show, and the <i>answer</i>
 * what was understood. The <i>claim</i> is a header that Instagram sets and wants back,
 * the <i>viewer</i> the account that Instagram says is reading.
 */
@NullMarked
package io.followsync.worker.source.websession;

import org.jspecify.annotations.NullMarked;
