/** The topics of this product, created when the broker can be reached. */
@NullMarked
package io.followsync.gateway.topics;

import org.jspecify.annotations.NullMarked;
