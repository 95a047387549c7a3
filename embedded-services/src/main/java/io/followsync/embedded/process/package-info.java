/**
 * Child JVMs that never outlive the process that started them. Killing works everywhere;
 * pausing, and the words for an end by a signal, need POSIX signals, which Windows lacks.
 */
@NullMarked
package io.followsync.embedded.process;

import org.jspecify.annotations.NullMarked;
