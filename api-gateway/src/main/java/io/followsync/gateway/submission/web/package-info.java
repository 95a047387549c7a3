/** System A's submission call and the limit on submissions. */
@NullMarked
package io.followsync.gateway.submission.web;

import org.jspecify.annotations.NullMarked;
