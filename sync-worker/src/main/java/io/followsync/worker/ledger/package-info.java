/**
 * What a worker writes while it holds a job: claims, pages, waits and endings, all
 * fenced.
 */
@NullMarked
package io.followsync.worker.ledger;

import org.jspecify.annotations.NullMarked;
