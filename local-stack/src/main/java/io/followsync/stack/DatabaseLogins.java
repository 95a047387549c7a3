package io.followsync.stack;

import io.followsync.embedded.Database;

/** The database as each service sees it: through a role of its own that owns nothing. */
record DatabaseLogins(Database gateway, Database worker) {
}
