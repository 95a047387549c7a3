/**
 * What can be made to go wrong, where and how often. A fault has a kind; the kind decides
 * what it may strike and its effect on the response.
 */
@NullMarked
package io.followsync.simulator.faults;

import org.jspecify.annotations.NullMarked;
