/** How large the images are. */
@NullMarked
package io.followsync.benchmarks.images;

import org.jspecify.annotations.NullMarked;
