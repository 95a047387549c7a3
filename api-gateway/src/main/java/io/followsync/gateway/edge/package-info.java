/** What holds for every call: the one error family, limits, addresses and headers. */
@NullMarked
package io.followsync.gateway.edge;

import org.jspecify.annotations.NullMarked;
