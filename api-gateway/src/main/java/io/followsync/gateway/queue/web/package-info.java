/** The queue in System A's API. */
@NullMarked
package io.followsync.gateway.queue.web;

import org.jspecify.annotations.NullMarked;
