/** Tests the page in a real browser against the running stack. */
@NullMarked
package io.followsync.acceptance.page;

import org.jspecify.annotations.NullMarked;
