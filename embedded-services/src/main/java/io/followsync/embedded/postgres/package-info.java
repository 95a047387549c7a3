/** One PostgreSQL server from unpacked binaries, supervised by a guardian process. */
@NullMarked
package io.followsync.embedded.postgres;

import org.jspecify.annotations.NullMarked;
