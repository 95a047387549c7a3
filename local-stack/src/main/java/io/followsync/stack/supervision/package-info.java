/**
 * Restarts the parts of the stack that end by themselves: a part is a process or a
 * service made of processes, a failure is an end that nobody asked for or a restart that
 * did not succeed.
 */
@NullMarked
package io.followsync.stack.supervision;

import org.jspecify.annotations.NullMarked;
