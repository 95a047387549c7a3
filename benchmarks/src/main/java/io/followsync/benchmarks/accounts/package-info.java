/** How many accounts one worker carries at once. */
@NullMarked
package io.followsync.benchmarks.accounts;

import org.jspecify.annotations.NullMarked;
