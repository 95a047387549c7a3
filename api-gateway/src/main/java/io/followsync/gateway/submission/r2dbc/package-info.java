/** Storing a submission in one statement. */
@NullMarked
package io.followsync.gateway.submission.r2dbc;

import org.jspecify.annotations.NullMarked;
