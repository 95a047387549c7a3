/**
 * Streams: the progress of a job pushed to any number of <em>watchers</em>, in order and
 * never missing the latest state. Each state of a job has a <em>seq</em>, which only
 * grows; a <em>channel</em> holds the latest state of one watched job; the <em>feed</em>
 * brings the events that workers publish, and the <em>refresh</em> rereads from the
 * database what the feed may have lost.
 */
@NullMarked
package io.followsync.gateway.streaming;

import org.jspecify.annotations.NullMarked;
