/** Which images of others are used, and that nobody can exchange them. */
@NullMarked
package io.followsync.deployment.images;

import org.jspecify.annotations.NullMarked;
