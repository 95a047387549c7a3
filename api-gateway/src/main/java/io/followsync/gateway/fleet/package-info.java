/** How many jobs there are, in which states, and how late: counted in the database. */
@NullMarked
package io.followsync.gateway.fleet;

import org.jspecify.annotations.NullMarked;
