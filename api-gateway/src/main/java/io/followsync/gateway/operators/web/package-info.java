/** System A's operator calls. */
@NullMarked
package io.followsync.gateway.operators.web;

import org.jspecify.annotations.NullMarked;
