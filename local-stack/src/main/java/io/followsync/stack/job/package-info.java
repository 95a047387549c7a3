/**
 * A client's view of one job: submit, follow, result.
 */
@NullMarked
package io.followsync.stack.job;

import org.jspecify.annotations.NullMarked;
