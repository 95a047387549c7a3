/**
 * How long a process takes from its start to its first useful act, with the cache of
 * classes that images hold and without.
 */
@NullMarked
package io.followsync.benchmarks.start;

import org.jspecify.annotations.NullMarked;
