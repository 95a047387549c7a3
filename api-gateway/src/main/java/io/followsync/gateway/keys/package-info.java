/** What a gateway hashes and seals with; it opens capabilities, never credentials. */
@NullMarked
package io.followsync.gateway.keys;

import org.jspecify.annotations.NullMarked;
