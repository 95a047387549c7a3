/** Runs the stack of docker-compose.yml in a real engine. */
@NullMarked
package io.followsync.deployment.compose;

import org.jspecify.annotations.NullMarked;
