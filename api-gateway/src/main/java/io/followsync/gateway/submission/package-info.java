/** Accepting a session's analysis: validated, stored in one statement, then announced. */
@NullMarked
package io.followsync.gateway.submission;

import org.jspecify.annotations.NullMarked;
