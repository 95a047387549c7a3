/** What only operators may see and do, and how they prove who they are. */
@NullMarked
package io.followsync.gateway.operators;

import org.jspecify.annotations.NullMarked;
