/** What an accepted submission costs, beside the cheapest commit. */
@NullMarked
package io.followsync.benchmarks.submissions;

import org.jspecify.annotations.NullMarked;
