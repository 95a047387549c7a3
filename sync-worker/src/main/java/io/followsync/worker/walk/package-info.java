/**
 * A <em>walk</em> is one reading of a list, page by page, from its start to its end. Its
 * state is stored with every page; here are the rules by which it continues and ends.
 */
@NullMarked
package io.followsync.worker.walk;

import org.jspecify.annotations.NullMarked;
