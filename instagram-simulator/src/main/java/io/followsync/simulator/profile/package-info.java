/**
 * The profile, who-am-I and search endpoints, and both GraphQL APIs, the present one and
 * the retired one.
 */
@NullMarked
package io.followsync.simulator.profile;

import org.jspecify.annotations.NullMarked;
