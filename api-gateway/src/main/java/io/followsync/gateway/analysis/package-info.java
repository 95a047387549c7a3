/** System A's view of a session's job: four states, a result, removal. */
@NullMarked
package io.followsync.gateway.analysis;

import org.jspecify.annotations.NullMarked;
