/** One walk over one list: what was seen, and the rule by which it ends. */
@NullMarked
package io.followsync.worker.walk;

import org.jspecify.annotations.NullMarked;
