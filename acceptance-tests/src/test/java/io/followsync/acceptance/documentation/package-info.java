/** Documents that are generated from what is built. */
@NullMarked
package io.followsync.acceptance.documentation;

import org.jspecify.annotations.NullMarked;
