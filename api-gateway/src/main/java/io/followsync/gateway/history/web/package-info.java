/** The history of kept accounts over HTTP. */
@NullMarked
package io.followsync.gateway.history.web;

import org.jspecify.annotations.NullMarked;
