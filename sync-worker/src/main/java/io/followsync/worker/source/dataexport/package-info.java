/** Reads the two lists from a data export that the owner uploaded. */
@NullMarked
package io.followsync.worker.source.dataexport;

import org.jspecify.annotations.NullMarked;
