/** The profile and who-am-I endpoints, and the retired GraphQL API. */
@NullMarked
package io.followsync.simulator.profile;

import org.jspecify.annotations.NullMarked;
