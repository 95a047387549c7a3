/**
 * Responses as bytes on the wire. A rejection is the response to a request that is not
 * admitted, whoever sent it.
 */
@NullMarked
package io.followsync.simulator.response;

import org.jspecify.annotations.NullMarked;
