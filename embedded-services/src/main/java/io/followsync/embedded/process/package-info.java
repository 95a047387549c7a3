/** Child JVMs that never outlive the process that started them. */
@NullMarked
package io.followsync.embedded.process;

import org.jspecify.annotations.NullMarked;
