/** What JMH measured of the hot pieces of each service. */
@NullMarked
package io.followsync.benchmarks.micro;

import org.jspecify.annotations.NullMarked;
