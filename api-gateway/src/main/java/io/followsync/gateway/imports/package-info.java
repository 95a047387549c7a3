/** Data exports uploaded by their owners, stored as they arrive and queued as jobs. */
@NullMarked
package io.followsync.gateway.imports;

import org.jspecify.annotations.NullMarked;
