/** The profile and who-am-I endpoints, and the dead GraphQL surface. */
@NullMarked
package io.followsync.simulator.profile;

import org.jspecify.annotations.NullMarked;
