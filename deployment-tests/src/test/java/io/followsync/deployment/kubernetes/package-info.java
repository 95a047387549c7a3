/** What the manifests say, held against what the services do. */
@NullMarked
package io.followsync.deployment.kubernetes;

import org.jspecify.annotations.NullMarked;
