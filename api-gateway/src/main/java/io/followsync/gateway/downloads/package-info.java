/**
 * Downloads: whole lists as files, sent in constant memory. A <em>row</em> is one member
 * of such a list; rows are read page by page, and no query stays open while a client
 * reads.
 */
@NullMarked
package io.followsync.gateway.downloads;

import org.jspecify.annotations.NullMarked;
