/**
 * Runs the services as processes from their executable jars: a program is what the build
 * of a module produced, a part is a process or a service made of processes, and a
 * supervisor restarts a part that ends by itself.
 */
@NullMarked
package io.followsync.stack.process;

import org.jspecify.annotations.NullMarked;
