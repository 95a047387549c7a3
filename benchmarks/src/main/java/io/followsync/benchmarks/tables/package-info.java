/**
 * What statements cost whose tables are full, beside what they cost when they are empty.
 */
@NullMarked
package io.followsync.benchmarks.tables;

import org.jspecify.annotations.NullMarked;
