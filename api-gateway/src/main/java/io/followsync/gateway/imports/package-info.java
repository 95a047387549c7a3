/**
 * Imports: an <em>export</em> is the ZIP, or the files of it, in which Instagram hands an
 * owner their data. It is uploaded file by file, stored compressed in <em>chunks</em> as
 * it arrives, and then queued as a job.
 */
@NullMarked
package io.followsync.gateway.imports;

import org.jspecify.annotations.NullMarked;
