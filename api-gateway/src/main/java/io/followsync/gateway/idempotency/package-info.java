/**
 * Requests that may be sent twice. A client that names a request with an
 * <em>Idempotency-Key</em> gets the answer of the first when it repeats it within a day,
 * and nothing is done again.
 */
@NullMarked
package io.followsync.gateway.idempotency;

import org.jspecify.annotations.NullMarked;
