/**
 * The end of a <em>sign-in</em>: an attempt to prove control of an account. It is
 * <em>proven</em> once Instagram has named that account as the viewer of its session.
 */
@NullMarked
package io.followsync.worker.completion.signin;

import org.jspecify.annotations.NullMarked;
