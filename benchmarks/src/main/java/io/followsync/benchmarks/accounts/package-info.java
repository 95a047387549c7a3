/** How many accounts one worker carries at once, by the pages that it reads. */
@NullMarked
package io.followsync.benchmarks.accounts;

import org.jspecify.annotations.NullMarked;
