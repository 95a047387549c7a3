/** The page in a real browser, over the running stack. */
@NullMarked
package io.followsync.acceptance.page;

import org.jspecify.annotations.NullMarked;
