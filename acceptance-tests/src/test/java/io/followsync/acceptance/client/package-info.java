/** A user of the gateway. */
@NullMarked
package io.followsync.acceptance.client;

import org.jspecify.annotations.NullMarked;
