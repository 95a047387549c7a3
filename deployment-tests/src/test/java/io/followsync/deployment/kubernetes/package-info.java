/** Compares what the manifests say with what the services do. */
@NullMarked
package io.followsync.deployment.kubernetes;

import org.jspecify.annotations.NullMarked;
