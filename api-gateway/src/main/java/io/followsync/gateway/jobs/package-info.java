/**
 * A job as its owner sees it: state, evidence, result, and how to cancel it. A
 * <em>job</em> reads two lists of one account from a <em>source</em>, Instagram or an
 * uploaded export; a <em>walk</em> is one reading of a list from its first page to its
 * last, and the <em>verdict</em> says whether the list is complete.
 */
@NullMarked
package io.followsync.gateway.jobs;

import org.jspecify.annotations.NullMarked;
