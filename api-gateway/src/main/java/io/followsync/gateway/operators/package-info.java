/**
 * What only operators may see and do, how they prove who they are, and how guessing their
 * credentials is limited.
 */
@NullMarked
package io.followsync.gateway.operators;

import org.jspecify.annotations.NullMarked;
