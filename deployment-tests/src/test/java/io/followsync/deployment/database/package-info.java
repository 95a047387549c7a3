/** What the roles of the services may do in the database, and what not. */
@NullMarked
package io.followsync.deployment.database;

import org.jspecify.annotations.NullMarked;
