/** The running stack, and access to what it stores and reports. */
@NullMarked
package io.followsync.acceptance.stack;

import org.jspecify.annotations.NullMarked;
