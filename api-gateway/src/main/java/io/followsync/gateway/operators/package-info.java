/** What only operators may see and do, and how they authenticate. */
@NullMarked
package io.followsync.gateway.operators;

import org.jspecify.annotations.NullMarked;
