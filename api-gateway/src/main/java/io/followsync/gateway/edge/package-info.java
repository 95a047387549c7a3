/**
 * What applies to every call: errors and their documentation, security headers, the form
 * of times, client addresses, and the refusal of pages and machines from elsewhere.
 */
@NullMarked
package io.followsync.gateway.edge;

import org.jspecify.annotations.NullMarked;
