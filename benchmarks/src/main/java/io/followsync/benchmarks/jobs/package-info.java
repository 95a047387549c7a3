/** How many small jobs a second one, two and four workers complete, and their CPU. */
@NullMarked
package io.followsync.benchmarks.jobs;

import org.jspecify.annotations.NullMarked;
