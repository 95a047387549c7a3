/** A job as its owner sees it: state, evidence, result, and how to cancel it. */
@NullMarked
package io.followsync.gateway.jobs;

import org.jspecify.annotations.NullMarked;
