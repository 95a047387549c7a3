/** Runs the services as processes from their executable jars. */
@NullMarked
package io.followsync.stack.process;

import org.jspecify.annotations.NullMarked;
