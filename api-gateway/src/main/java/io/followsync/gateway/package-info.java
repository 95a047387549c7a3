/** The api-gateway: submissions, states, results and streams over HTTP. */
@NullMarked
package io.followsync.gateway;

import org.jspecify.annotations.NullMarked;
