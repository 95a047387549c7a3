/** The end of an analysis: its result, computed from its pages by the database. */
@NullMarked
package io.followsync.worker.completion.analysis;

import org.jspecify.annotations.NullMarked;
