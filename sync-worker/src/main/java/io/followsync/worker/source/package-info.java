/** The port to whatever can deliver an account's two lists, page by page. */
@NullMarked
package io.followsync.worker.source;

import org.jspecify.annotations.NullMarked;
