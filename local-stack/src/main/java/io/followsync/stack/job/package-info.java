/** A client for one job: submit, follow, read the result. */
@NullMarked
package io.followsync.stack.job;

import org.jspecify.annotations.NullMarked;
