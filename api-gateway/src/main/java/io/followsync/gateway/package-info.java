/**
 * The api-gateway: submissions, states, results and streams over HTTP. Here are its two
 * programs, the gateway itself and the migration of the schema, and its keys.
 */
@NullMarked
package io.followsync.gateway;

import org.jspecify.annotations.NullMarked;
