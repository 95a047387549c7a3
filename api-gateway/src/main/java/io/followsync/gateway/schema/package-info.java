/** Migrates the database as the role that owns it, for services that own nothing. */
@NullMarked
package io.followsync.gateway.schema;

import org.jspecify.annotations.NullMarked;
