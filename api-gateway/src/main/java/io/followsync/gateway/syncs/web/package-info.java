/** Syncs of kept accounts over HTTP. */
@NullMarked
package io.followsync.gateway.syncs.web;

import org.jspecify.annotations.NullMarked;
