/** The credential of a web session: what a caller submits and the worker sends. */
@NullMarked
package io.followsync.session;

import org.jspecify.annotations.NullMarked;
