/**
 * What operators need: the health of what a gateway depends on, the figures of the whole
 * fleet (all gateways and workers) as metrics, and the calls that only operators may
 * make, with how they prove who they are.
 */
@NullMarked
package io.followsync.gateway.operations;

import org.jspecify.annotations.NullMarked;
