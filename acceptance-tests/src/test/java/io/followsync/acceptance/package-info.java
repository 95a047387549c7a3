/** Tests the product's promises from outside, on the processes that are delivered. */
@NullMarked
package io.followsync.acceptance;

import org.jspecify.annotations.NullMarked;
