/**
 * Reads the two lists from a data export that the owner uploaded. An <i>upload</i> is the
 * files as the gateway stored them, ZIPs or loose; an <i>export</i> is what Instagram
 * packed, one JSON file or several for each list, and an <i>entry</i> one person in it. A
 * list is <i>cut</i> if the export covers a date range only; what its dates show of that
 * is a <i>sign</i>. The <i>spool</i> holds an upload on disk while it is read.
 */
@NullMarked
package io.followsync.worker.source.dataexport;

import org.jspecify.annotations.NullMarked;
